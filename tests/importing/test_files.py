"""Files, headers and packages that break the rules of the CSV binding, or only bend them."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from admin.errors import AdminError
from admin.importing import Problem, tolerances
from tests.importing.roster import Roster


def _only(roster: Roster) -> Problem:
    findings = roster.refused()
    assert findings.total == 1, findings.problems
    return findings.problems[0]


def _tolerated(roster: Roster) -> dict[tuple[str, str], int]:
    report = roster.load()
    return {(file, what.found): times for (file, what), times in report.findings.tolerated.items()}


def test_a_missing_required_column_is_named(roster: Roster) -> None:
    roster.write("categories", "sourcedId,status,dateLastModified\nhomework,,\n")
    problem = _only(roster)
    assert (problem.file, problem.line, problem.column) == ("categories.csv", 1, "title")
    assert "missing" in problem.rule


def test_an_unknown_column_is_named(roster: Roster) -> None:
    roster.replace("categories", "title", "title,weight")
    problem = _only(roster)
    assert (problem.file, problem.column) == ("categories.csv", "weight")


def test_a_column_that_is_there_twice_is_named(roster: Roster) -> None:
    roster.replace("categories", "title", "title,title")
    assert "twice" in _only(roster).rule


def test_a_row_with_too_many_cells_is_refused(roster: Roster) -> None:
    roster.replace("categories", "Homework", "Homework,extra")
    problem = next(one for one in roster.refused().problems if one.file == "categories.csv")
    assert problem.line == 2
    assert problem.rule == "the row has 5 cells, the header 4"


def test_bytes_that_are_not_utf8_are_named_with_their_place(roster: Roster) -> None:
    text = b"sourcedId,status,dateLastModified,title\nhomework,,,"
    roster.write("categories", text + "Café\n".encode("latin-1"))
    problem = _only(roster)
    assert (problem.line, problem.value) == (2, "0xE9")
    assert problem.rule == f"byte {len(text) + 4} of the file is not UTF-8"


def test_a_file_in_utf16_is_told_to_be_so(roster: Roster) -> None:
    roster.write("categories", roster.text("categories").encode("utf-16"))
    assert any("UTF-16" in one.rule for one in roster.refused().problems)


def test_a_nul_character_is_refused(roster: Roster) -> None:
    roster.replace("categories", "Homework", "Home\0work")
    assert "is NUL" in _only(roster).rule


def test_a_quote_that_is_never_closed_is_named_where_it_opens(roster: Roster) -> None:
    roster.replace("results", "fully graded", '"fully graded')
    problem = _only(roster)
    assert (problem.file, problem.line) == ("results.csv", 2)
    assert "never closed" in problem.rule


def test_an_empty_file_lacks_its_columns(roster: Roster) -> None:
    roster.write("results", "")
    assert {one.rule for one in roster.refused().problems} == {"the required column is missing"}


def test_a_set_without_a_manifest_is_refused(roster: Roster) -> None:
    (roster.folder / "manifest.csv").unlink()
    assert _only(roster).rule == "the set has no manifest.csv"


@pytest.mark.parametrize(
    ("name", "value", "rule"),
    [
        ("file.results", "delta", "not supported yet"),
        ("file.results", "absent", "declared absent, but the set has the file"),
        ("file.results", "full", "must be bulk, delta or absent"),
        ("oneroster.version", "1.2", "must be 1.1"),
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
    with pytest.raises(AdminError, match="neither a folder nor a whole ZIP file"):
        roster.load(path=path)


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


# file, what to change, into what; then what is counted, and how often
DIALECTS = [
    ("orgs", "north,,,", "north,active,2026-01-01,", "status filled in a bulk file", 1),
    ("orgs", "north,,,", "north,,2026-01-01,", "dateLastModified filled in a bulk file", 1),
    ("orgs", "sourcedId", "\ufeffsourcedId", "a byte order mark before the header", 1),
    ("orgs", "identifier", "Identifier", tolerances.HEADER_CASE.found, 1),
    ("users", "fa,,,false", "fa,,,FALSE", "a boolean in other letter case than true and false", 1),
    ("academicSessions", ",,2027\n", ",,2026-2027\n", "a school year given by both its years", 1),
    ("courses", "Mathematics,MA", '"Maths,ICT",MA', "subjects without as many subjectCodes", 1),
    ("categories", "homework,", "\nhomework,", "a blank line", 1),
    ("demographics", "sourcedId", "userSourcedId", "the OneRoster 1.0 column userSourcedId", 1),
    ("users", "parent,mo,,", "parent,mo, ,", "a cell of nothing but blanks", 1),
    ("users", ",bob,,\n", ',"bob,bob",,\n', "a list that names a record twice", 1),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "found", "times"), DIALECTS)
def test_a_common_dialect_goes_in_and_is_counted(
    roster: Roster, file: str, old: str, new: str, found: str, times: int
) -> None:
    roster.write(file, roster.text(file).replace(old, new, 1))
    assert _tolerated(roster)[f"{file}.csv", found] == times
    assert roster.count("users") == 6


def test_columns_may_stand_in_another_order(roster: Roster) -> None:
    rows = (line.split(",") for line in roster.text("orgs").splitlines())
    roster.write("orgs", "".join(",".join((b, a, *rest)) + "\n" for a, b, *rest in rows))
    assert _tolerated(roster)["orgs.csv", tolerances.HEADER_ORDER.found] == 1
    assert roster.doc("orgs", "north")["name"] == "North School"


def test_lines_may_end_as_windows_ends_them(roster: Roster) -> None:
    roster.load()
    roster.write("users", roster.text("users").replace("\n", "\r\n"))
    assert roster.load().revision is None


def test_a_school_year_of_two_years_is_the_later_one(roster: Roster) -> None:
    roster.replace("academicSessions", ",,2027\n", ",,2026-2027\n")
    roster.load()
    assert roster.doc("academicSessions", "year")["schoolYear"] == "2027"


def test_a_supplied_date_last_modified_is_not_taken(roster: Roster) -> None:
    roster.replace("orgs", "north,,,", "north,active,2020-01-01T00:00:00.000Z,")
    roster.load()
    assert roster.changed_at("orgs", "north") == "2026-09-02T06:00:00.123Z"


def test_a_file_that_the_binding_does_not_know_is_reported(roster: Roster) -> None:
    (roster.folder / "README.txt").write_text("hello")
    found = "a file that the OneRoster 1.1 CSV binding does not know"
    assert _tolerated(roster)["README.txt", found] == 1


def _zipped(roster: Roster, path: Path, extra: str = "") -> Path:
    with zipfile.ZipFile(path, "w") as archive:
        for file in roster.folder.iterdir():
            archive.write(file, file.name)
        if extra:
            archive.writestr(extra, "x")
    return path
