"""Sets that are refused: where the problem is said to be, and that nothing was changed."""

from __future__ import annotations

import json

import pyodbc
import pytest

from admin.errors import AdminError
from admin.importing import Problem, pipeline
from admin.importing.procedures import call
from tests.importing.roster import Roster


def _only(roster: Roster) -> Problem:
    findings = roster.refused()
    assert findings.total == len(findings.problems) == 1, findings.problems
    return findings.problems[0]


# file, what to change, into what; then line, column, value and a part of the rule
CELLS = [
    ("academicSessions", "07-20,,2027", "02-30,,2027", 2, "endDate", "2027-02-30", "date"),
    ("academicSessions", ",2026-09-01,2026-12", ",1/9/26,2026-12", 3, "startDate", "1/9/26", "DD"),
    ("academicSessions", "year,2027\nspring", "year,27\nspring", 3, "schoolYear", "27", "YYYY"),
    ("users", "ada,,,true", "ada,,,yes", 2, "enabledUser", "yes", "true or false"),
    ("users", "north,student", "north,pupil", 2, "role", "pupil", "one of administrator, aide"),
    ("users", "Ada,Ångström", ",Ångström", 2, "givenName", "", "required"),
    ("users", "{UPN:A1},{LDAP:ada}", "UPN:A1", 2, "userIds", "UPN:A1", "{type:identifier}"),
    ("users", ",bob,,\n", ",bo b,,\n", 4, "agentSourcedIds", "bo b", "1 to 255 characters"),
    ("orgs", "south,,,South School", "so uth,,,South School", 4, "sourcedId", "so uth", "0-9 A-Z"),
    ("orgs", "north,,,", "north,inactive,,", 3, "status", "inactive", "active, tobedeleted"),
    ("classes", "scheduled,,north", "weekly,,north", 2, "classType", "weekly", "homeroom"),
    ("lineItems", "2026-10-01", "2026-10-01T10:00", 2, "assignDate", "2026-10-01T10:00", "zone"),
    ("lineItems", "10.5", "ten", 2, "resultValueMax", "ten", "number"),
    ("results", "fully graded", "graded", 2, "scoreStatus", "graded", "not submitted"),
    ("users", "Ada,Ångström", "Ada," + "Å" * 256, 2, "familyName", "Å" * 256, "255 characters at"),
    ("users", "Ada,Ångström", "Ada," + "😀" * 128, 2, "familyName", "😀" * 128, "counting as two"),
    ("resources", "student,teacher", "student,owner", 2, "roles", "student,owner", "one of"),
]  # fmt: skip


@pytest.mark.parametrize(("file", "old", "new", "line", "column", "value", "rule"), CELLS)
def test_a_bad_cell_is_named_by_file_line_column_value_and_rule(
    roster: Roster, file: str, old: str, new: str, line: int, column: str, value: str, rule: str
) -> None:
    roster.replace(file, old, new)
    problem = next(one for one in roster.refused().problems if one.column == column)
    assert (problem.file, problem.line, problem.value) == (f"{file}.csv", line, value)
    assert rule in problem.rule


REFERENCES = [
    ("orgs", "1002,district", "1002,nowhere", 4, "parentSourcedId", "nowhere"),
    ("courses", ",north,", ",nowhere,", 2, "orgSourcedId", "nowhere"),
    ("classes", '"autumn,spring"', '"autumn,summer"', 2, "termSourcedIds", "summer"),
    ("users", ",fa,07", ",ma,07", 2, "agentSourcedIds", "ma"),
    ("enrollments", "e1,,,7A", "e1,,,9Z", 2, "classSourcedId", "9Z"),
    ("demographics", "bob,", "zoe,", 2, "sourcedId", "zoe"),
    ("classResources", "7A,book", "7A,film", 2, "resourceSourcedId", "film"),
    ("results", "quiz,bob", "quiz,zoe", 2, "studentSourcedId", "zoe"),
]


@pytest.mark.parametrize(("file", "old", "new", "line", "column", "value"), REFERENCES)
def test_a_reference_to_nothing_is_refused(
    roster: Roster, file: str, old: str, new: str, line: int, column: str, value: str
) -> None:
    roster.replace(file, old, new)
    problem = _only(roster)
    assert (problem.file, problem.line) == (f"{file}.csv", line)
    assert (problem.column, problem.value) == (column, value)
    assert "no such record" in problem.rule


def test_a_sourced_id_that_is_there_twice_is_refused(roster: Roster) -> None:
    roster.add("enrollments", "e2,,,7A,north,ada,student,,,")
    problem = _only(roster)
    assert (problem.line, problem.value) == (6, "e2")
    assert problem.rule == "line 3 has the same sourcedId"


def test_a_sourced_id_of_another_feed_is_refused(roster: Roster) -> None:
    roster.load("first")
    findings = roster.refused("second")
    assert "belongs to the feed 'first'" in findings.problems[0].rule
    assert roster.count("feeds") == 1


def test_parents_in_a_circle_are_refused(roster: Roster) -> None:
    roster.replace("orgs", "Northshire,district,,", "Northshire,district,,maths")
    findings = roster.refused()
    assert {one.line for one in findings.problems} == {2, 3, 4, 5}
    assert {one.rule for one in findings.problems} == {"the parents lead in a circle"}


def test_one_bad_row_in_the_last_file_leaves_everything_as_it_was(roster: Roster) -> None:
    roster.load()
    roster.replace("users", "Ångström", "Byron")
    roster.replace("results", "9.5", "many")
    roster.refused()
    assert roster.doc("users", "ada")["familyName"] == "Ångström"
    assert roster.connection.execute("select revision from gcidm.feeds").fetchval() == 1


def test_a_refused_first_import_leaves_nothing_behind(roster: Roster) -> None:
    roster.replace("results", "9.5", "many")
    roster.refused()
    assert [roster.count(name) for name in ("orgs", "users", "feeds", "audiences")] == [0, 0, 0, 0]


def test_all_problems_are_counted_and_the_first_hundred_kept(roster: Roster) -> None:
    roster.add("enrollments", *(f"x{n},,,7A,north,ada,pupil,,," for n in range(150)))
    findings = roster.refused()
    assert findings.total == 150
    assert [one.line for one in findings.problems] == list(range(6, 106))


def test_problems_of_several_files_are_reported_together(roster: Roster) -> None:
    roster.replace("users", "north,student", "north,pupil")
    roster.replace("enrollments", "e1,,,7A", "e1,,,9Z")
    roster.replace("results", "9.5", "many")
    found = {(one.file, one.column) for one in roster.refused().problems}
    assert found == {
        ("users.csv", "role"),
        ("enrollments.csv", "classSourcedId"),
        ("results.csv", "score"),
    }


def test_a_row_with_a_bad_cell_can_still_be_referred_to(roster: Roster) -> None:
    roster.replace("users", "ada,,,true", "ada,,,yes")
    assert _only(roster).column == "enabledUser"


def test_no_save_ever_takes_a_record_from_its_feed(roster: Roster) -> None:
    roster.load()
    with pytest.raises(pyodbc.IntegrityError):
        _save_north(roster.connection, -1)
    roster.connection.rollback()
    assert roster.doc("orgs", "north")["name"] == "North School"


def test_a_feed_that_was_faster_by_a_moment_is_told_without_the_databases_words(
    roster: Roster, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pipeline, "save_changes", _overtaken)
    with pytest.raises(AdminError, match="another import saved records with the same sourcedIds"):
        roster.load()
    assert roster.count("orgs") == 0


def _overtaken(connection: pyodbc.Connection, *rest: object) -> None:
    for feed in (-1, -2):
        _save_north(connection, feed)


def _save_north(connection: pyodbc.Connection, feed: int) -> None:
    north = {
        "sourcedId": "north",
        "name": "Mine",
        "type": "school",
        "status": "active",
        "audienceId": 1,
        "dateLastModified": "2026-01-01",
        "digest": "",
        "doc": "",
    }
    call(connection, "gcidm.save_orgs", feed, json.dumps([north]))
