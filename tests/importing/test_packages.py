"""Manifests and packages that are refused."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from admin.errors import AdminError
from admin.importing import Problem
from tests.importing.roster import Roster


def _only(roster: Roster) -> Problem:
    findings = roster.refused()
    assert findings.total == 1, findings.problems
    return findings.problems[0]


def test_a_set_without_a_manifest_is_refused(roster: Roster) -> None:
    (roster.folder / "manifest.csv").unlink()
    assert _only(roster).rule == "the set has no manifest.csv"


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("file.results", "absent", "declared absent, but the set has the file"),
        ("file.results", "full", "must be bulk, delta or absent"),
        ("oneroster.version", "1.0", "must be 1.1 or 1.2"),
    ],
)
def test_a_manifest_that_cannot_be_followed_is_refused(
    roster: Roster, name: str, value: str, rule: str
) -> None:
    lines = roster.text("manifest").splitlines()
    changed = [f"{name},{value}" if line.startswith(f"{name},") else line for line in lines]
    roster.write("manifest", "\n".join(changed))
    problem = _only(roster)
    assert (problem.file, problem.column, problem.value) == ("manifest.csv", name, value)
    assert rule in problem.rule


def test_a_file_that_the_manifest_declares_must_be_there(roster: Roster) -> None:
    (roster.folder / "results.csv").unlink()
    assert _only(roster).rule == "declared bulk, but the set has no such file"


def test_an_unknown_property_of_the_manifest_is_refused(roster: Roster) -> None:
    roster.add("manifest", "file.roles,bulk")
    problem = _only(roster)
    assert (problem.column, problem.value) == ("propertyName", "file.roles")


def test_links_to_resources_need_the_file_of_what_they_link(roster: Roster) -> None:
    roster.remove("classes")
    assert _only(roster).rule == "classResources.csv needs classes.csv in the same set"


def test_a_cut_zip_is_refused(roster: Roster, tmp_path: Path) -> None:
    path = _zipped(roster, tmp_path / "a.zip")
    path.write_bytes(path.read_bytes()[:-200])
    problem = roster.refused(path=path).problems[0]
    assert problem.file == "a.zip"
    assert "neither a folder nor a ZIP file with a whole directory" in problem.rule


def test_a_zip_with_damaged_contents_is_refused(roster: Roster, tmp_path: Path) -> None:
    path = _zipped(roster, tmp_path / "a.zip")
    path.write_bytes(path.read_bytes().replace(b"Northshire", b"Southshire", 1))
    problem = roster.refused(path=path).problems[0]
    assert problem.file == "orgs.csv"
    assert "damaged" in problem.rule


def test_a_path_out_of_the_zip_is_refused(roster: Roster, tmp_path: Path) -> None:
    path = _zipped(roster, tmp_path / "a.zip", extra="../users.csv")
    assert "leads out of the ZIP" in roster.refused(path=path).problems[0].rule


def test_an_encrypted_member_is_refused(roster: Roster, tmp_path: Path) -> None:
    path = _zipped(roster, tmp_path / "a.zip")
    data = bytearray(path.read_bytes())
    data[data.index(b"PK\x01\x02") + 8] |= 1
    path.write_bytes(data)
    assert any("encrypted" in one.rule for one in roster.refused(path=path).problems)


def test_a_path_that_is_not_there_is_said_so(roster: Roster, tmp_path: Path) -> None:
    with pytest.raises(AdminError, match="There is no "):
        roster.load(path=tmp_path / "nothing")


def _zipped(roster: Roster, path: Path, extra: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in roster.folder.iterdir():
            archive.write(file, file.name)
        if extra:
            archive.writestr(extra, "x")
    return path
