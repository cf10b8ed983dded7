"""Departures from the CSV binding that go in, and are counted."""

from __future__ import annotations

import pytest

from admin.importing import tolerances
from tests.importing.roster import Roster


def _tolerated(roster: Roster) -> dict[tuple[str, str], int]:
    report = roster.load()
    return {(file, what.found): times for (file, what), times in report.findings.tolerated.items()}


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
