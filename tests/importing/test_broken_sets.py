"""Sets that are broken in every way: a clear report, and nothing changes."""

from __future__ import annotations

import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.importing.roster import GOOD, Roster, state

HEADER = GOOD["users"].splitlines()[0] + "\n"
ADA = GOOD["users"].splitlines()[1]

# What stands in users.csv, and what is said of it.
BROKEN: dict[str, tuple[str | bytes, str]] = {
    "an empty file": ("", "the required column is missing"),
    "a huge cell": (
        f'{HEADER}"{"a" * 10_000_000}"\n',
        "a line is longer than 1,048,576 bytes",
    ),
    "a large cell": (HEADER + ADA.replace("Ada", "A" * 200_000) + "\n", "a cell is longer than"),
    "latin-1": (
        (HEADER + ADA + "\n").encode("latin-1"),
        "is not UTF-8",
    ),
    "utf-16": ((HEADER + ADA + "\n").encode("utf-16"), "the file is in UTF-16"),
    "an open quote": (HEADER + ADA.replace("Ada", '"Ada') + "\n", "never closed"),
    "a quote inside": (HEADER + ADA.replace("Ada", '"A"da') + "\n", "text follows one that closes"),
    "a nul": (HEADER + ADA.replace("Ada", "A\0a") + "\n", "NUL"),
    "a short row": (HEADER + "ada,,\n", "the row has 3 cells, the header 18"),
    "semicolons": ((HEADER + ADA + "\n").replace(",", ";"), "no such column"),
    "a page": ("<!doctype html><html><body>Not found</body></html>\n", "no such column"),
}


@pytest.mark.parametrize("name", BROKEN)
def test_a_broken_file_is_reported_and_changes_nothing(roster: Roster, name: str) -> None:
    roster.load()
    before = state(roster)
    text, rule = BROKEN[name]
    roster.write("users", text)
    findings = roster.refused()
    assert any(rule in one.rule and one.file == "users.csv" for one in findings.problems), findings
    assert state(roster) == before


def _zip(roster: Roster, path: Path, more: Callable[[zipfile.ZipFile], None]) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in roster.folder.iterdir():
            archive.write(file, file.name)
        more(archive)
    return path


def test_a_file_that_inflates_beyond_reason_is_not_read(roster: Roster, tmp_path: Path) -> None:
    (roster.folder / "users.csv").unlink()
    bomb = _zip(
        roster,
        tmp_path / "a.zip",
        lambda archive: archive.writestr("users.csv", HEADER + " " * (1 << 25)),
    )
    problem = roster.refused(path=bomb).problems[0]
    assert problem.value == "users.csv"
    assert "inflates more than 200-fold" in problem.rule


@pytest.mark.parametrize("name", ["../users.csv", "/etc/users.csv", "..\\users.csv", "a/../../b"])
def test_a_path_that_leads_out_is_refused(roster: Roster, tmp_path: Path, name: str) -> None:
    path = _zip(roster, tmp_path / "a.zip", lambda archive: archive.writestr(name, "x"))
    assert "leads out of the ZIP" in roster.refused(path=path).problems[0].rule


def test_a_circle_of_parents_is_refused(roster: Roster) -> None:
    roster.replace("orgs", "Northshire,district,,", "Northshire,district,,maths")
    assert {one.rule for one in roster.refused().problems} == {"the parents lead in a circle"}
    assert roster.count("orgs") == 0


def test_a_bulk_file_of_nothing_but_its_header_deletes_what_there_was(roster: Roster) -> None:
    roster.load()
    roster.write("results", GOOD["results"].splitlines()[0] + "\n")
    roster.load()
    assert roster.doc("results", "r1")["status"] == "tobedeleted"
