"""Files and headers that break the rules of the CSV binding."""

from __future__ import annotations

from admin.importing import Problem
from tests.importing.roster import Roster


def _only(roster: Roster) -> Problem:
    findings = roster.refused()
    assert findings.total == 1, findings.problems
    return findings.problems[0]


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


def test_a_cell_without_end_is_refused(roster: Roster) -> None:
    roster.replace("categories", "Homework", "x" * 100_001)
    assert "longer than 100,000 characters" in _only(roster).rule


def test_a_line_without_end_is_refused(roster: Roster) -> None:
    roster.replace("results", "9.5", "9" * (1 << 20))
    problem = roster.refused().problems[0]
    assert (problem.file, problem.line) == ("results.csv", 2)
    assert problem.rule == "a line is longer than 1,048,576 bytes"
