"""What a later import of the same feed changes, and what it leaves alone."""

from __future__ import annotations

import pytest

from admin.connection import connect
from admin.errors import AdminError
from admin.importing.procedures import call
from functions.dialects import dialect_at
from tests.importing.roster import GOOD, Roster, ids
from tests.servers import WORDS

FIRST, SECOND = "2026-09-02T06:00:00.123Z", "2026-09-03T06:00:00.123Z"


@pytest.fixture
def loaded(roster: Roster) -> Roster:
    roster.load()
    return roster


def _rows(roster: Roster) -> dict[str, str]:
    """Where each record's row lies and what it holds: another place means that it was touched."""
    kinds = ("orgs", "academicSessions", "courses", "classes", "users", "enrollments", "lineItems")
    place = WORDS[dialect_at(roster.connection).folder].place
    union = " union all ".join(
        f"select concat('{kind}', sourcedId), concat({place}, doc) from gcidm.{kind}"
        for kind in kinds
    )
    return {row[0]: row[1] for row in roster.connection.execute(union).fetchall()}


def test_an_unchanged_set_touches_no_row(loaded: Roster) -> None:
    before = _rows(loaded)
    report = loaded.load()
    assert report.revision is None
    assert all(kind.unchanged == kind.read for kind in report.kinds)
    assert _rows(loaded) == before


def test_a_changed_row_changes_that_record_alone(loaded: Roster) -> None:
    loaded.replace("users", "Ångström", "Byron")
    report = loaded.load()
    assert sum(kind.to_save for kind in report.kinds) == 1
    assert loaded.doc("users", "ada")["familyName"] == "Byron"
    assert loaded.changed_at("users", "ada") == SECOND
    assert loaded.changed_at("users", "bob") == FIRST
    assert report.revision == 2


def test_what_a_bulk_file_no_longer_has_becomes_tobedeleted(loaded: Roster) -> None:
    loaded.replace("enrollments", "e4,,,7S,south,tea,teacher,false,,\n", "")
    report = loaded.load()
    document = loaded.doc("enrollments", "e4")
    assert document["status"] == "tobedeleted"
    assert document["dateLastModified"] == SECOND
    assert ids([document["user"]]) == ["tea"]
    assert {kind.kind: kind.deleted for kind in report.kinds}["enrollments"] == 1


def test_a_deleted_record_stays_as_it_is_at_the_next_import(loaded: Roster) -> None:
    loaded.replace("enrollments", "e4,,,7S,south,tea,teacher,false,,\n", "")
    loaded.load()
    assert loaded.load().revision is None
    assert loaded.changed_at("enrollments", "e4") == SECOND


def test_a_deleted_record_that_comes_back_is_active_again(loaded: Roster) -> None:
    text = loaded.text("enrollments")
    loaded.replace("enrollments", "e4,,,7S,south,tea,teacher,false,,\n", "")
    loaded.load()
    loaded.write("enrollments", text)
    loaded.load()
    assert loaded.doc("enrollments", "e4")["status"] == "active"
    assert loaded.changed_at("enrollments", "e4") == "2026-09-04T06:00:00.123Z"


def test_a_row_marked_tobedeleted_is_so_and_stays_so(loaded: Roster) -> None:
    loaded.replace("enrollments", "e4,,,", "e4,tobedeleted,,")
    loaded.load()
    assert loaded.doc("enrollments", "e4")["status"] == "tobedeleted"
    assert loaded.load().revision is None


def test_records_whose_file_is_absent_stay_as_they_are(loaded: Roster) -> None:
    loaded.remove("results", "lineItems", "demographics", "enrollments", "classResources")
    report = loaded.load()
    assert report.revision is None
    assert loaded.doc("results", "r1")["status"] == "active"
    assert ids(loaded.doc("classes", "7A")["resources"]) == ["book"]


def test_references_may_lead_to_records_of_the_feed_whose_file_is_absent(loaded: Roster) -> None:
    loaded.remove("orgs", "academicSessions", "courses", "classes", "users", "classResources")
    loaded.add("enrollments", "e5,,,7A,north,bob,student,,,")
    loaded.load()
    assert ids([loaded.doc("enrollments", "e5")["user"]]) == ["bob"]


def test_a_new_agent_raises_the_date_of_the_other_side_too(loaded: Roster) -> None:
    loaded.replace("users", "fa,,,false,north,parent,fa,,Fa,X,,,,,,,,", _FATHER_OF_BOB)
    loaded.load()
    assert ids(loaded.doc("users", "bob")["agents"]) == ["fa", "mo"]
    assert loaded.changed_at("users", "bob") == SECOND
    assert loaded.changed_at("users", "mo") == FIRST


_FATHER_OF_BOB = "fa,,,false,north,parent,fa,,Fa,X,,,,,,bob,,"


def test_a_new_child_raises_the_date_of_its_parent(loaded: Roster) -> None:
    loaded.add("academicSessions", "summer,,,Summer,term,2027-04-12,2027-07-20,year,2027")
    loaded.load()
    assert ids(loaded.doc("academicSessions", "year")["children"]) == ["autumn", "spring", "summer"]
    assert loaded.changed_at("academicSessions", "year") == SECOND
    assert loaded.changed_at("academicSessions", "autumn") == FIRST


def test_a_resource_taken_from_a_class_is_gone_from_its_document(loaded: Roster) -> None:
    loaded.replace("classResources", "link1,,,,7A,book\n", "")
    loaded.load()
    assert "resources" not in loaded.doc("classes", "7A")


def test_the_import_of_another_feed_leaves_this_one_alone(loaded: Roster) -> None:
    before = _rows(loaded)
    loaded.remove(*(set(GOOD) - {"orgs"}))
    loaded.write("orgs", loaded.text("orgs").splitlines()[0] + "\nelsewhere,,,E,school,,\n")
    loaded.load("other")
    assert {key: row for key, row in _rows(loaded).items() if key != "orgselsewhere"} == before


def test_a_second_import_of_a_feed_is_refused_while_the_first_runs(
    loaded: Roster, database: str
) -> None:
    first = connect(database)
    call(first, "gcidm.begin_import", "roster")
    with pytest.raises(AdminError, match="Another import of the feed 'roster' is running"):
        loaded.load()
    first.rollback()
    first.close()
    assert loaded.load().revision is None
