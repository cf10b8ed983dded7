"""What Microsoft School Data Sync and its GradeSync ask for."""

from __future__ import annotations

import pytest

from tests.oneroster.asking import ids, total
from tests.oneroster.calls import CLASS, TEACHER
from tests.oneroster.writing import put_line, put_score
from tests.stack import Client


@pytest.mark.parametrize(
    "name",
    ["academicSessions", "orgs", "users", "classes", "enrollments", "courses", "demographics"],
)
def test_school_data_sync_reads_whole_collections_and_changes(roster: Client, name: str) -> None:
    whole = roster.get(f"/{name}?offset=0&limit=5000&filter=status='active'")
    assert whole.status_code == 200
    assert total(whole) == len(ids(whole)) >= 3
    second = roster.get(f"/{name}?offset=2&limit=1&filter=status='active'")
    assert ids(second) == ids(whole)[2:3]
    assert roster.get(f"/{name}?filter=sourcedId='norecords'").json() == {name: []}
    delta = roster.get(f"/{name}?filter=dateLastModified>'2020-01-01T01:00:00.000Z'")
    assert total(delta) >= total(whole)


def test_school_data_sync_finds_deleted_records_in_a_delta(roster: Client) -> None:
    delta = "/enrollments?limit=10000&filter=dateLastModified>'2020-01-01'"
    statuses = {one["status"] for one in roster.get(delta).json()["enrollments"]}
    assert statuses == {"active", "tobedeleted"}


def test_contacts_and_students_are_each_others_agents(roster: Client) -> None:
    contact = roster.get("/users?filter=role='parent'&limit=1").json()["users"][0]
    agent = contact["agents"][0]["sourcedId"]
    student = roster.get(f"/users/{agent}").json()["user"]
    assert student["role"] == "student"
    assert contact["sourcedId"] in {one["sourcedId"] for one in student["agents"]}


def test_sync_reads_a_class_of_a_teacher_as_the_only_one(roster: Client) -> None:
    path = f"/teachers/{TEACHER}/classes?filter=sourcedId='{CLASS}'"
    assert ids(roster.get(path)) == [CLASS]


def test_grade_sync_writes_a_line_item_and_a_result_and_reads_both_back(
    gradebook: Client,
) -> None:
    assert put_line(gradebook, "line-sync", sourcedId="line-sync").status_code == 201
    line = f"/classes/{CLASS}/lineitems?filter=sourcedId='line-sync'"
    assert ids(gradebook.get(line)) == ["line-sync"]
    reply = put_score(gradebook, "score-sync", lineItem={"sourcedId": "line-sync"})
    assert reply.status_code == 201
    results = f"/classes/{CLASS}/lineitems/line-sync/results"
    assert ids(gradebook.get(results)) == ["score-sync"]
    assert gradebook.ask("DELETE", "/results/score-sync").status_code == 204
    assert gradebook.ask("DELETE", "/lineitems/line-sync").status_code == 204
    assert ids(gradebook.get(results)) == []
