"""What a good set looks like once it is in."""

from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from admin.errors import AdminError
from admin.importing.files import FILES
from tests.importing.roster import GOOD, Roster, ids


def test_every_record_of_every_kind_is_there_after_an_import(roster: Roster) -> None:
    report = roster.load()
    rows = {name: text.count("\n") - 1 for name, text in GOOD.items()}
    assert {kind.kind: kind.added for kind in report.kinds} == {
        kind.kind: rows[kind.kind] for kind in report.kinds
    }
    assert roster.count("enrollments") == 4
    assert report.revision == 1


def test_a_class_shows_its_terms_course_school_and_resources(roster: Roster) -> None:
    roster.load()
    document = roster.doc("classes", "7A")
    assert document["course"] == {
        "href": "base/courses/algebra",
        "sourcedId": "algebra",
        "type": "course",
    }
    assert ids(document["terms"]) == ["autumn", "spring"]
    assert ids(document["resources"]) == ["book"]
    assert document["periods"] == ["1", "3"]
    assert "location" not in document


def test_a_user_shows_what_the_row_says(roster: Roster) -> None:
    roster.load()
    assert roster.doc("users", "ada") == {
        "sourcedId": "ada",
        "status": "active",
        "dateLastModified": "2026-09-02T06:00:00.123Z",
        "username": "ada",
        "userIds": [
            {"type": "UPN", "identifier": "A1"},
            {"type": "LDAP", "identifier": "ada"},
        ],
        "enabledUser": "true",
        "givenName": "Ada",
        "familyName": "Ångström",
        "role": "student",
        "agents": [{"href": "base/users/fa", "sourcedId": "fa", "type": "user"}],
        "orgs": [{"href": "base/orgs/north", "sourcedId": "north", "type": "org"}],
        "grades": ["07"],
    }


def test_quotes_commas_and_apostrophes_stay_as_they_are(roster: Roster) -> None:
    roster.load()
    assert roster.doc("users", "mo")["familyName"] == 'Quote "Q" Comma, jr'
    assert roster.doc("users", "bob")["familyName"] == "O'Neill"


def test_agents_go_both_ways_whichever_side_states_them(roster: Roster) -> None:
    roster.load()
    assert ids(roster.doc("users", "bob")["agents"]) == ["mo"]
    assert ids(roster.doc("users", "mo")["agents"]) == ["bob"]
    assert ids(roster.doc("users", "ada")["agents"]) == ["fa"]
    assert ids(roster.doc("users", "fa")["agents"]) == ["ada"]


def test_parents_show_their_children(roster: Roster) -> None:
    roster.load()
    assert ids(roster.doc("orgs", "district")["children"]) == ["north", "south"]
    assert ids(roster.doc("academicSessions", "year")["children"]) == ["autumn", "spring"]
    assert roster.doc("orgs", "south")["children"] == []


def test_numbers_instants_and_dates_of_the_gradebook_have_the_forms_of_json(roster: Roster) -> None:
    roster.load()
    item = roster.doc("lineItems", "quiz")
    assert (item["resultValueMin"], item["resultValueMax"]) == (0, 10.5)
    assert item["assignDate"] == "2026-10-01T00:00:00.000Z"
    assert item["dueDate"] == "2026-10-08T09:30:00.000Z"
    assert roster.doc("results", "r1")["scoreDate"] == "2026-10-09"


def test_references_of_which_a_record_has_several_can_be_followed_back(roster: Roster) -> None:
    roster.load()
    found = roster.connection.execute("select field, sourcedId, target from gcidm.links").fetchall()
    assert ("users.agents", "fa", "ada") in {tuple(row) for row in found}
    assert {tuple(row)[1:] for row in found if row.field == "classes.terms"} == {
        ("7A", "autumn"),
        ("7A", "spring"),
        ("7S", "autumn"),
    }
    assert ("classes.resources", "7A", "book") in {tuple(row) for row in found}


def test_metadata_columns_become_the_metadata_of_the_record(roster: Roster) -> None:
    roster.write(
        "categories", "sourcedId,status,dateLastModified,title,metadata.colour\nhomework,,,H,red\n"
    )
    roster.load()
    assert roster.doc("categories", "homework")["metadata"] == {"colour": "red"}


@pytest.mark.parametrize("prefix", ["", "export/"])
def test_a_zip_goes_in_like_a_folder(roster: Roster, tmp_path: Path, prefix: str) -> None:
    path = _zipped(roster, tmp_path / "export-2026.zip", prefix)
    report = roster.load(path=path)
    assert report.feed == "export-2026"
    assert roster.count("users") == 6


def test_a_folder_inside_the_zip_is_counted_as_tolerated(roster: Roster, tmp_path: Path) -> None:
    report = roster.load(path=_zipped(roster, tmp_path / "a.zip", "export/"))
    assert "a folder inside the ZIP" in {what.found for _, what in report.findings.tolerated}


def test_a_name_may_be_as_long_as_both_databases_can_hold(roster: Roster) -> None:
    longest = "😀" * 127 + "a"
    roster.replace("users", "Ada,Ångström", f"Ada,{longest}")
    roster.load()
    assert roster.doc("users", "ada")["familyName"] == longest


@pytest.mark.parametrize("feed", ["", " ", "x" * 256, "😀" * 128, "a\nb"])
def test_a_feed_cannot_have_a_name_that_is_empty_too_long_or_not_printable(
    roster: Roster, feed: str
) -> None:
    with pytest.raises(AdminError, match="1 to 255 printable characters"):
        roster.load(feed)
    assert roster.connection.execute("select count(*) from gcidm.feeds").fetchval() == 0


def test_the_feed_can_be_named(roster: Roster) -> None:
    roster.load("northshire")
    names = roster.connection.execute("select name from gcidm.feeds").fetchall()
    assert [name for (name,) in names] == ["northshire"]


def test_without_a_name_the_feed_is_named_after_the_folder(roster: Roster) -> None:
    assert roster.load().feed == "roster"


def test_files_are_read_in_an_order_in_which_references_point_back() -> None:
    seen: set[str] = set()
    for file in FILES:
        later = {one.to for one in file.part.references} - seen - {file.name}
        assert not later, f"{file.name} refers to {later}"
        seen.add(file.name)


def _zipped(roster: Roster, path: Path, prefix: str) -> Path:
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in roster.folder.iterdir():
            archive.write(file, prefix + file.name)
    return path
