"""Whose records they are: the schools whose relying parties may see them."""

from __future__ import annotations

from tests.importing.roster import Roster

AUDIENCES = [
    ("orgs", "north", "north"),
    ("orgs", "district", "north south"),
    ("orgs", "maths", "north"),
    ("academicSessions", "autumn", "*"),
    ("resources", "book", "*"),
    ("categories", "homework", "*"),
    ("courses", "algebra", "north south"),
    ("classes", "7S", "south"),
    ("users", "ada", "north"),
    ("users", "bob", "south"),
    ("users", "fa", "north"),
    ("users", "mo", "north south"),
    ("users", "tea", "north south"),
    ("users", "head", "north south"),
    ("enrollments", "e4", "south"),
    ("demographics", "bob", "south"),
    ("lineItems", "quiz", "south"),
    ("results", "r1", "south"),
]


def test_each_record_belongs_to_the_schools_that_it_reaches(roster: Roster) -> None:
    roster.load()
    found = [
        (kind, sourced_id, roster.schools(kind, sourced_id)) for kind, sourced_id, _ in AUDIENCES
    ]
    assert found == AUDIENCES


def test_an_audience_has_a_row_for_each_of_its_schools(roster: Roster) -> None:
    roster.load()
    found = roster.connection.execute(
        "select a.schools, m.schoolSourcedId from gcidm.audiences a "
        "join gcidm.audienceSchools m on m.audienceId = a.audienceId order by 1, 2"
    ).fetchall()
    assert [tuple(row) for row in found] == [
        ("north", "north"),
        ("north south", "north"),
        ("north south", "south"),
        ("south", "south"),
    ]


def test_an_org_that_reaches_no_school_belongs_to_every_school(roster: Roster) -> None:
    roster.add("orgs", "trust,,,Trust,local,,")
    roster.load()
    assert roster.schools("orgs", "trust") == "*"


def test_a_new_enrolment_at_another_school_shows_the_user_there(roster: Roster) -> None:
    roster.load()
    roster.add("enrollments", "e5,,,7S,south,ada,student,,,")
    roster.load()
    assert roster.schools("users", "ada") == "north south"
    assert roster.schools("users", "fa") == "north south"
    assert roster.changed_at("users", "ada") == "2026-09-03T06:00:00.123Z"


def test_so_it_does_when_the_set_has_no_users(roster: Roster) -> None:
    roster.load()
    roster.remove("users", "demographics")
    roster.add("enrollments", "e5,,,7S,south,ada,student,,,")
    report = roster.load()
    assert roster.schools("users", "ada") == "north south"
    assert roster.doc("users", "ada")["givenName"] == "Ada"
    assert {kind.kind: kind.changed for kind in report.kinds}["users"] == 2


def test_a_hundred_schools_are_one_audience(roster: Roster) -> None:
    schools = [f"{'school' * 6}-{number:03}" for number in range(100)]
    roster.add("orgs", *(f"{name},,,{name},school,,district" for name in schools))
    roster.load()
    assert roster.schools("users", "head").split() == ["north", *schools, "south"]


def test_relying_parties_of_a_school_get_its_audiences(roster: Roster) -> None:
    roster.connection.execute(
        "insert into gcidm.relyingParties (name, clientId) values ('reader', 'reader')"
    )
    roster.connection.execute(
        "insert into gcidm.relyingPartySchools (relyingPartyId, schoolSourcedId) "
        "select relyingPartyId, 'south' from gcidm.relyingParties"
    )
    roster.load()
    found = roster.connection.execute(
        "select a.schools from gcidm.relyingPartyAudiences r "
        "join gcidm.audiences a on a.audienceId = r.audienceId order by 1"
    ).fetchall()
    assert [schools for (schools,) in found] == ["*", "north south", "south"]


def test_a_category_that_a_set_does_not_state_stays_with_the_schools_it_was_written_for(
    roster: Roster,
) -> None:
    roster.load()
    roster.connection.execute(
        "update gcidm.categories set audienceId = (select audienceId from gcidm.audiences "
        "where schools = 'north') where sourcedId = 'homework'"
    )
    roster.connection.commit()
    roster.remove("categories")
    roster.add("users", "new,,,true,north,student,new,,New,Student,,,,,,,07,")
    roster.load()
    assert roster.schools("categories", "homework") == "north"
