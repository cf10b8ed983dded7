"""Delta files: they state what changed, and nothing else changes."""

from __future__ import annotations

import pytest

from admin.importing import Assessment, ImportReport, import_set
from tests.importing.roster import GOOD, Roster, ids

WHEN = "2026-10-01T00:00:00.000Z"
FIRST, SECOND, THIRD = (f"2026-09-0{day}T06:00:00.123Z" for day in (2, 3, 4))


@pytest.fixture
def loaded(roster: Roster) -> Roster:
    roster.load()
    return roster


def _row(kind: str, sourced_id: str, status: str = "active") -> str:
    """The good set's row, as a delta file has it."""
    found = next(row for row in GOOD[kind].splitlines() if row.startswith(f"{sourced_id},"))
    return found.replace(",,,", f",{status},{WHEN},", 1)


def _changes(report: ImportReport) -> dict[str, tuple[int, int, int]]:
    return {one.kind: (one.added, one.changed, one.deleted) for one in report.kinds if one.to_save}


def test_only_the_listed_records_change(loaded: Roster) -> None:
    loaded.delta(users=_row("users", "ada").replace("Ångström", "Byron"))
    assert _changes(loaded.load()) == {"users": (0, 1, 0)}
    assert loaded.doc("users", "ada")["familyName"] == "Byron"
    assert loaded.changed_at("users", "ada") == SECOND
    assert loaded.changed_at("users", "fa") == FIRST


def test_a_delta_that_says_what_was_known_changes_nothing(loaded: Roster) -> None:
    names = {name: text.splitlines()[1:] for name, text in GOOD.items()}
    rows = {
        name: "\n".join(row.replace(",,,", f",active,{WHEN},", 1) for row in lines)
        for name, lines in names.items()
    }
    loaded.delta(**rows)
    assert loaded.load().revision is None


def test_what_a_delta_that_moves_an_org_does_not_list_stays_as_it_is(loaded: Roster) -> None:
    before = {
        kind: loaded.doc(kind, one) for kind, one in (("lineItems", "quiz"), ("results", "r1"))
    }
    other = _row("lineItems", "quiz").replace("quiz", "test", 1)
    score = _row("results", "r1").replace("r1", "r2", 1)
    moved = _row("orgs", "maths").replace(",north", ",south")
    loaded.delta(orgs=moved, lineItems=other, results=score)
    changes = _changes(loaded.load())
    assert (changes["lineItems"], changes["results"]) == ((1, 0, 0), (1, 0, 0))
    assert {kind: loaded.doc(kind, one["sourcedId"]) for kind, one in before.items()} == before


def test_a_listed_deletion_makes_a_tombstone_that_says_what_it_said(loaded: Roster) -> None:
    loaded.delta(enrollments=f"e4,tobedeleted,{WHEN},,,,,,,")
    assert _changes(loaded.load())["enrollments"] == (0, 0, 1)
    document = loaded.doc("enrollments", "e4")
    assert (document["status"], document["dateLastModified"]) == ("tobedeleted", SECOND)
    assert ids([document["user"], document["class"]]) == ["tea", "7S"]
    assert loaded.load().revision is None


def test_a_deletion_of_an_unknown_record_is_counted_and_ignored(loaded: Roster) -> None:
    loaded.delta(enrollments=f"e9,tobedeleted,{WHEN},,,,,,,")
    report = loaded.load()
    tolerated = {(file, one.found): n for (file, one), n in report.findings.tolerated.items()}
    expected = ("enrollments.csv", "a deletion of a record that the feed does not have")
    assert tolerated[expected] == 1
    assert report.revision is None


def test_a_deleted_record_can_come_back(loaded: Roster) -> None:
    loaded.delta(enrollments=_row("enrollments", "e4", "tobedeleted"))
    loaded.load()
    loaded.delta(enrollments=_row("enrollments", "e4"))
    assert _changes(loaded.load())["enrollments"] == (0, 1, 0)
    assert loaded.doc("enrollments", "e4")["status"] == "active"
    assert loaded.changed_at("enrollments", "e4") == THIRD


def test_each_row_of_a_delta_says_its_status_and_date(loaded: Roster) -> None:
    loaded.delta(users=_row("users", "ada").replace(f"active,{WHEN}", ","))
    problems = loaded.refused().problems
    assert {problem.column for problem in problems} == {"status", "dateLastModified"}


def test_a_delta_file_needs_the_columns_of_status_and_date(loaded: Roster) -> None:
    loaded.delta(categories="")
    loaded.write("categories", "sourcedId,title\nhomework,Homework\n")
    columns = {one.column for one in loaded.refused().problems}
    assert columns == {"status", "dateLastModified"}


def test_a_reference_leads_into_the_set_or_the_feed(loaded: Roster) -> None:
    row = _row("enrollments", "e1").replace("7A", "7B")
    loaded.delta(enrollments=row)
    assert [problem.value for problem in loaded.refused().problems] == ["7B"]
    loaded.delta(classes=_row("classes", "7A").replace("7A", "7B"), enrollments=row)
    loaded.load()
    assert ids([loaded.doc("enrollments", "e1")["class"]]) == ["7B"]


def test_who_is_named_as_an_agent_names_back(loaded: Roster) -> None:
    loaded.delta(users=_row("users", "bob").replace(",,,,07", ",,,fa,07"))
    loaded.load()
    assert ids(loaded.doc("users", "bob")["agents"]) == ["fa", "mo"]
    assert ids(loaded.doc("users", "fa")["agents"]) == ["ada", "bob"]
    assert loaded.changed_at("users", "fa") == SECOND
    assert loaded.changed_at("users", "mo") == FIRST


def test_a_row_of_one_side_keeps_what_the_other_side_said(loaded: Roster) -> None:
    loaded.delta(users=_row("users", "fa").replace("Fa,X", "Fa,Y"))
    loaded.load()
    assert ids(loaded.doc("users", "fa")["agents"]) == ["ada"]


def test_agents_end_when_nobody_names_them_any_more(loaded: Roster) -> None:
    loaded.delta(users=_row("users", "ada").replace(",fa,07", ",,07"))
    loaded.load()
    assert loaded.doc("users", "fa")["agents"] == []
    assert loaded.changed_at("users", "fa") == SECOND


def test_a_new_child_shows_at_its_parent(loaded: Roster) -> None:
    row = f"summer,active,{WHEN},Summer,term,2027-04-12,2027-07-20,year,2027"
    loaded.delta(academicSessions=row)
    loaded.load()
    assert ids(loaded.doc("academicSessions", "year")["children"]) == ["autumn", "spring", "summer"]
    assert loaded.changed_at("academicSessions", "year") == SECOND


def test_a_deleted_child_is_gone_from_its_parent(loaded: Roster) -> None:
    loaded.delta(academicSessions=_row("academicSessions", "spring", "tobedeleted"))
    loaded.load()
    assert ids(loaded.doc("academicSessions", "year")["children"]) == ["autumn"]


def test_a_deleted_link_takes_the_resource_from_its_class(loaded: Roster) -> None:
    loaded.delta(classResources=f"link1,tobedeleted,{WHEN},,7A,book")
    loaded.load()
    assert "resources" not in loaded.doc("classes", "7A")
    loaded.delta(classResources=f"link2,active,{WHEN},,7A,book")
    loaded.load()
    assert ids(loaded.doc("classes", "7A")["resources"]) == ["book"]


def test_a_class_that_goes_to_another_school_takes_along_all_that_is_of_it(loaded: Roster) -> None:
    loaded.delta(classes=_row("classes", "7S").replace(",south,", ",north,"))
    loaded.load()
    kinds = {"classes": "7S", "enrollments": "e2", "lineItems": "quiz", "results": "r1"}
    assert {kind: loaded.schools(kind, one) for kind, one in kinds.items()} == dict.fromkeys(
        kinds, "north"
    )
    assert loaded.schools("users", "bob") == "north south"
    assert loaded.schools("demographics", "bob") == "north south"
    assert loaded.schools("users", "tea") == "north"
    assert loaded.schools("courses", "algebra") == "north"


def test_an_enrolment_that_ends_hides_the_pupil_from_that_school(loaded: Roster) -> None:
    loaded.delta(enrollments=f"e5,active,{WHEN},7S,south,ada,student,,,")
    loaded.load()
    assert loaded.schools("users", "ada") == "north south"
    assert loaded.schools("users", "fa") == "north south"
    loaded.delta(enrollments=f"e5,tobedeleted,{WHEN},,,,,,,")
    loaded.load()
    assert loaded.schools("users", "ada") == "north"
    assert loaded.schools("users", "fa") == "north"


def test_an_org_that_moves_moves_what_is_below_it(loaded: Roster) -> None:
    loaded.delta(orgs=_row("orgs", "maths").replace(",north", ",south"))
    loaded.load()
    assert loaded.schools("orgs", "maths") == "south"
    assert ids(loaded.doc("orgs", "south")["children"]) == ["maths"]
    assert loaded.schools("users", "tea") == "north south"


def test_bulk_and_delta_files_mix(loaded: Roster) -> None:
    loaded.bulk(users=f"{GOOD['users'].splitlines()[0]}\n{_row('users', 'fa', 'tobedeleted')}\n")
    loaded.replace("enrollments", "e4,,,7S,south,tea,teacher,false,,\n", "")
    loaded.declare(users="delta")
    assert _changes(loaded.load()) == {
        "users": (0, 1, 1),  # the teacher is seen at one school less
        "enrollments": (0, 0, 1),
    }
    assert loaded.schools("users", "tea") == "north"
    assert loaded.doc("users", "fa")["status"] == "tobedeleted"
    assert loaded.doc("users", "ada")["status"] == "active"


def test_circles_of_parents_through_the_feed_are_found(loaded: Roster) -> None:
    loaded.delta(orgs=_row("orgs", "district").replace("district,,", "district,,maths"))
    assert any("circle" in one.rule for one in loaded.refused().problems)


def test_a_record_of_another_feed_is_nobody_elses_to_delete(loaded: Roster) -> None:
    loaded.delta(orgs=_row("orgs", "north", "tobedeleted"))
    assert "belongs to the feed 'roster'" in loaded.refused(feed="other").problems[0].rule


def test_a_user_name_that_another_of_the_feed_has_is_told(loaded: Roster) -> None:
    loaded.delta(users=_row("users", "head").replace("administrator,head", "administrator,BOB"))
    told: list[Assessment] = []
    import_set(loaded.connection, loaded.folder, tell=told.append)
    assert [(one.title, one.number, one.examples) for one in told[0].concerns] == [
        ("users with the username of another", 1, "head")
    ]
