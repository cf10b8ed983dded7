"""Sets of OneRoster replies that go in: what comes of them, and what is tolerated and counted."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from admin.importing import json_stream
from tests.importing.replies import GOOD, Replies, ReplyFolder, counted, ref
from tests.importing.roster import Roster, ids


def test_a_set_as_the_specification_has_it_goes_in_without_a_warning(replies: Replies) -> None:
    report = replies.load()
    assert {kind.kind: kind.added for kind in report.kinds} == {
        kind: len(records) for kind, records in GOOD.items()
    }
    assert not report.findings.tolerated


def test_its_records_read_as_they_were_written(replies: Replies) -> None:
    replies.load()
    shown = replies.doc("lineItems", "quiz")
    assert shown["category"] == {
        "href": "base/categories/homework",
        "sourcedId": "homework",
        "type": "category",
    }
    assert (shown["resultValueMin"], shown["resultValueMax"]) == (0, 10.5)
    assert ids(replies.doc("orgs", "district")["children"]) == ["north"]
    assert ids(replies.doc("classes", "7M")["resources"]) == ["atlas"]


def test_the_same_records_in_csv_are_the_same_records(replies: Replies, roster: Roster) -> None:
    replies.load("feed")
    for name in list(GOOD):
        if name not in ("orgs", "categories"):
            (replies.folder / f"{name}.json").unlink()
    roster.remove("academicSessions", "classes", "courses", "users", "enrollments", "demographics")
    roster.remove("resources", "classResources", "lineItems", "results")
    columns = "sourcedId,status,dateLastModified,"
    north = "north,,,North,school,,district"
    roster.write("orgs", f"{columns}name,type,identifier,parentSourcedId\n{north}\n")
    roster.add("orgs", "district,,,Northshire,district,,")
    assert roster.load("feed").revision is None


def test_a_zip_and_a_single_file_are_read_too(replies: Replies, tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "set.zip", "w") as archive:
        for file in replies.folder.iterdir():
            archive.write(file, f"replies/{file.name}")
    assert replies.load("feed", tmp_path / "set.zip").revision == 1
    replies.change("orgs", name="Eastshire")
    assert replies.load("feed", replies.folder / "orgs.json").revision == 2
    assert replies.doc("orgs", "district")["name"] == "Eastshire"
    assert replies.doc("users", "ada")["status"] == "active"


def test_pages_of_a_kind_together_are_the_whole_of_it(replies: Replies) -> None:
    replies.load()
    ada, tea = GOOD["users"]
    replies.reply("users", {"users": [ada]})
    replies.reply("users-2", {"users": [tea]})
    replies.reply("users-3", {"users": []})
    assert replies.load().revision is None
    (replies.folder / "users-2.json").unlink()
    replies.load()
    assert replies.doc("users", "tea")["status"] == "tobedeleted"


def test_a_record_stated_alike_in_several_replies_is_one_record(replies: Replies) -> None:
    ada = GOOD["users"][0]
    replies.reply("student", {"user": {**ada, "enabledUser": True}})
    replies.reply("students", {"users": [ada]})
    again = "a record that the set states again in the same words"
    assert {
        file: times
        for (file, found), times in counted(replies.load().findings).items()
        if found == again
    } == {
        "students.json": 1,
        "users.json": 1,
    }
    assert replies.count("users") == 2


YEAR = ref("academicSessions", "year", "academicSession")
SUB_TYPE = ref("academicSessions", "year", "schoolYear")

# kind, the fields that its first record has; what is counted
DEPARTURES: list[tuple[str, dict[str, Any], str]] = [
    ("academicSessions", {"schoolYear": 2027}, "a year as a number"),
    ("academicSessions", {"startDate": "2026-09-01T00:00:00Z"}, "a date in another form"),
    ("academicSessions", {"parent": []}, "an empty value for an absent one"),
    ("academicSessions", {"parent": {}}, "an empty value for an absent one"),
    ("academicSessions", {"metadata": []}, "an empty value for an absent one"),
    ("courses", {"schoolYear": [YEAR]}, "a list of one in place of the one"),
    ("courses", {"schoolYear": SUB_TYPE}, "a reference whose type is not the name"),
    ("courses", {"org": {"sourcedId": "north"}}, "a reference without href or type"),
    ("courses", {"subjects": "Geography"}, "one value in place of a list"),
    ("users", {"enabledUser": True}, "a boolean without quotes"),
    ("users", {"enabledUser": "True"}, "a boolean in other letter case"),
    ("users", {"orgs": []}, "nothing in orgs, which is required"),
    ("users", {"identifier": ""}, "an empty value for an absent one"),
    ("users", {"orgs": [ref("orgs", "north", "org")] * 2}, "a list that names a record twice"),
    ("users", {"[/red]favourite": 1}, "the unknown field [/red]favourite"),
    ("users", {"dateLastModified": "2020-02-25T13:50:57Z"}, "dateLastModified of another"),
    ("users", {"status": None}, "a record without status"),
    ("lineItems", {"category": None}, "nothing in category, which is required"),
    ("lineItems", {"dueDate": "2026-10-08"}, "a dateTime without a time"),
    ("lineItems", {"dueDate": "2026-10-08T02:00:00+02:00"}, "a dateTime in another form"),
    ("lineItems", {"resultValueMax": "10.5"}, "a number in quotes"),
    ("results", {"score": None}, "nothing in score, which is required"),
]


@pytest.mark.parametrize(("kind", "fields", "found"), DEPARTURES)
def test_a_departure_goes_in_and_is_counted(
    reply_folder: ReplyFolder, kind: str, fields: dict[str, Any], found: str
) -> None:
    reply_folder.change(kind, **fields)
    findings = reply_folder.read()
    assert not findings.problems
    ((file, what), times), *others = counted(findings).items()
    assert (file, times, others) == (f"{kind}.json", 1, [])
    assert what.startswith(found)


def test_a_departure_in_form_changes_nothing(replies: Replies) -> None:
    replies.load()
    replies.change("academicSessions", schoolYear=2027, parent=[], metadata={})
    replies.change("courses", schoolYear=[SUB_TYPE], subjects="Geography")
    replies.change("users", enabledUser=True, agents=[ref("users", "gone", "user")])
    assert replies.load().revision is None


def test_optional_references_that_lead_nowhere_are_left_out(replies: Replies) -> None:
    replies.change("orgs", parent=ref("orgs", "nowhere", "org"))
    replies.change("users", agents=[ref("users", "gone", "user")])
    resources = [ref("resources", one, "resource") for one in ("gone", "atlas")]
    replies.change("classes", resources=resources)
    assert counted(replies.load().findings) == {
        ("orgs.json", "a reference in parent that leads nowhere"): 1,
        ("classes.json", "a reference in resources that leads nowhere"): 1,
        ("users.json", "a reference in agents that leads nowhere"): 1,
    }
    assert "parent" not in replies.doc("orgs", "district")
    assert ids(replies.doc("classes", "7M")["resources"]) == ["atlas"]


def test_a_placeholder_in_place_of_a_sourced_id_is_no_record(replies: Replies) -> None:
    replies.reply("user", {"user": {**GOOD["users"][0], "sourcedId": "{user}"}})
    found = "a record whose sourcedId is a placeholder in braces"
    assert counted(replies.load().findings)["user.json", found] == 1
    assert replies.count("users") == 2


def test_metadata_stays_as_it_is(replies: Replies) -> None:
    metadata = {"n": 4, "b": True, "http://x.example/y": {"deep": [1.5, None, "ä\\u0000"]}}
    replies.change("users", metadata=metadata)
    replies.load()
    assert replies.doc("users", "ada")["metadata"] == metadata


def test_a_tombstone_stays_one(replies: Replies) -> None:
    replies.change("enrollments", status="tobedeleted")
    replies.load()
    assert replies.doc("enrollments", "e1")["status"] == "tobedeleted"


def test_resources_of_a_class_that_are_no_longer_named_are_gone(replies: Replies) -> None:
    replies.load()
    replies.change("classes", resources=[])
    replies.load()
    assert "resources" not in replies.doc("classes", "7M")
    assert replies.count("links") == 3


def test_who_has_no_org_reaches_the_schools_of_his_classes_or_else_all(replies: Replies) -> None:
    ada, tea = GOOD["users"]
    replies.reply("users", {"users": [{**ada, "orgs": []}, {**tea, "orgs": []}]})
    replies.load()
    assert replies.schools("users", "ada") == "north"
    assert replies.schools("users", "tea") == "*"


def test_other_files_in_the_set_are_reported(replies: Replies) -> None:
    (replies.folder / "README.txt").write_text("hello")
    found = "a file that is no *.json in a set of OneRoster replies"
    assert counted(replies.load().findings) == {("README.txt", found): 1}


def test_json_beside_csv_is_not_read(roster: Roster) -> None:
    (roster.folder / "users.json").write_text('{"users": []}')
    tolerated = {(file, one.found) for file, one in roster.load().findings.tolerated}
    found = "a file that the OneRoster 1.1 CSV binding does not know"
    assert ("users.json", found) in tolerated
    assert roster.count("users") == 6


@pytest.mark.parametrize("size", [1, 2, 7, 100])
def test_a_reply_may_be_cut_anywhere_while_it_is_read(
    replies: Replies, size: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    district, school = GOOD["orgs"]
    text = json.dumps({"orgs": [{**district, "name": "Ångström 𝄞"}, school]}, ensure_ascii=False)
    replies.raw("orgs", f"\ufeff \r\n{text}\n".encode())
    monkeypatch.setattr(json_stream, "CHUNK", size)
    assert counted(replies.load().findings) == {
        ("orgs.json", "a byte order mark before the header"): 1
    }
    assert replies.doc("orgs", "district")["name"] == "Ångström 𝄞"
