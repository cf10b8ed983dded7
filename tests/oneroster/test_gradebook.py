"""Writing the gradebook: PUT, DELETE, what they leave behind, and what is refused."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from typing import Any

import pytest
import requests

from tests.oneroster.calls import CATEGORY, CLASS
from tests.oneroster.writing import SCORE, put_line, put_score
from tests.stack import Client


def the(client: Client, kind: str, sourced_id: str) -> dict[str, Any]:
    found: dict[str, Any] = client.get(f"/{kind}s/{sourced_id}").json()[kind]
    return found


def ids(client: Client, target: str) -> list[str]:
    (listed,) = client.get(target).json().values()
    return [one["sourcedId"] for one in listed]


def test_a_new_record_is_a_201_and_the_same_again_a_200(gradebook: Client) -> None:
    assert put_line(gradebook, "line-new").status_code == 201
    assert put_line(gradebook, "line-new", title="Spelling 2").status_code == 200
    found = the(gradebook, "lineItem", "line-new")
    assert (found["title"], found["status"]) == ("Spelling 2", "active")
    assert found["dueDate"] == "2026-01-31T00:00:00.000Z"
    assert found["class"]["href"] == f"{gradebook.base}/classes/{CLASS}"
    assert "category" not in found


def test_a_deleted_record_can_be_put_again(gradebook: Client) -> None:
    put_score(gradebook, "score-back")
    gradebook.ask("DELETE", "/results/score-back")
    assert put_score(gradebook, "score-back").status_code in (200, 201)
    assert the(gradebook, "result", "score-back")["status"] == "active"


def test_the_paths_id_wins_over_the_bodys(gradebook: Client) -> None:
    assert put_score(gradebook, "score-path", sourcedId="score-body").status_code == 201
    assert gradebook.get("/results/score-body").status_code == 404
    assert the(gradebook, "result", "score-path")["sourcedId"] == "score-path"


def test_status_and_date_are_the_servers_own(gradebook: Client) -> None:
    put_score(gradebook, "score-own", status="tobedeleted", dateLastModified="2001-01-01T00:00:00Z")
    found = the(gradebook, "result", "score-own")
    assert found["status"] == "active"
    assert found["dateLastModified"] > "2026"


def test_an_id_may_hold_a_slash(gradebook: Client) -> None:
    path = "/categories/term%2F1@x"
    assert gradebook.ask("PUT", path, json={"category": {"title": "T"}}).status_code == 201
    assert gradebook.get(path).json()["category"]["sourcedId"] == "term/1@x"
    assert gradebook.ask("DELETE", path.replace("%2F", "%2f")).status_code == 204


@pytest.mark.parametrize(
    ("members", "named"),
    [
        ({"scoreStatus": "graded"}, ("result.scoreStatus", "'graded'", "fully graded")),
        ({"scoreStatus": None}, ("result.scoreStatus", "missing")),
        ({"student": {"sourcedId": "nobody"}}, ("result.student", "'nobody'")),
        ({"student": "nobody"}, ("result.student", "sourcedId")),
        ({"lineItem": {"sourcedId": "nothing"}}, ("result.lineItem", "'nothing'")),
        ({"score": "many"}, ("result.score", "'many'", "number")),
        ({"scoreDate": "tomorrow"}, ("result.scoreDate", "'tomorrow'")),
        ({"comment": "\x00"}, ("NUL",)),
    ],
)
def test_a_bad_result_is_a_400_that_names_the_field_and_changes_nothing(
    gradebook: Client, members: dict[str, Any], named: tuple[str, ...]
) -> None:
    reply = put_score(gradebook, "score-bad", **members)
    assert (reply.status_code, reply.headers["Content-Type"]) == (400, "application/json")
    assert reply.json()["imsx_codeMinor"] == "invalid data"
    assert all(word in reply.json()["imsx_description"] for word in named)
    assert gradebook.get("/results/score-bad").status_code == 404


def test_all_that_is_wrong_is_told_at_once(gradebook: Client) -> None:
    reply = put_line(gradebook, "line-bad", dueDate="x", resultValueMax="y", title=None)
    told = reply.json()["imsx_description"]
    assert reply.status_code == 400
    assert all(name in told for name in ("dueDate", "resultValueMax", "title"))


@pytest.mark.parametrize("body", ["", "{", "[]", "null", '{"result": []}', '{"lineItem": {}}'])
def test_a_body_that_is_no_result_is_a_400(gradebook: Client, body: str) -> None:
    reply = gradebook.ask("PUT", "/results/score-none", data=body)
    assert (reply.status_code, reply.json()["imsx_codeMinor"]) == (400, "invalid data")


def test_an_id_that_no_record_can_have_is_a_400(gradebook: Client) -> None:
    reply = gradebook.ask("PUT", "/categories/a%20b", json={"category": {"title": "x"}})
    assert (reply.status_code, reply.json()["imsx_codeMinor"]) == (400, "invalid data")


def test_a_stale_state_is_refused_and_a_current_one_taken(gradebook: Client) -> None:
    put_score(gradebook, "score-state")
    tag = gradebook.get("/results/score-state").headers["ETag"]
    first, second = (
        gradebook.ask(
            "PUT",
            "/results/score-state",
            json={"result": {**SCORE, "score": score}},
            headers={"If-Match": tag},
        )
        for score in (1, 2)
    )
    assert first.status_code == 200
    assert (second.status_code, second.json()["imsx_codeMajor"]) == (412, "failure")
    assert the(gradebook, "result", "score-state")["score"] == 1
    stale = gradebook.ask("DELETE", "/results/score-state", headers={"If-Match": tag})
    assert stale.status_code == 412


def test_of_two_writers_with_the_same_state_one_wins(gradebook: Client) -> None:
    put_score(gradebook, "score-race")
    tag = gradebook.get("/results/score-race").headers["ETag"]
    headers = {**gradebook.headers(), "If-Match": tag}

    def write(score: int) -> int:
        url, body = f"{gradebook.base}/results/score-race", {"result": {**SCORE, "score": score}}
        return requests.put(url, json=body, headers=headers, timeout=30).status_code

    with ThreadPoolExecutor(6) as writers:
        assert sorted(writers.map(write, range(6))) == [200] + [412] * 5


def test_a_category_is_written_and_used(gradebook: Client) -> None:
    body = {"category": {"title": "Oral"}}
    assert gradebook.ask("PUT", "/categories/category-oral", json=body).status_code == 201
    category = {"sourcedId": "category-oral"}
    assert put_line(gradebook, "line-oral", category=category).status_code == 201
    found = the(gradebook, "lineItem", "line-oral")["category"]
    assert (found["sourcedId"], found["type"]) == ("category-oral", "category")


def test_the_total_follows_a_write_at_once(gradebook: Client) -> None:
    target = "/categories?limit=1"
    before = int(gradebook.get(target).headers["X-Total-Count"])
    gradebook.ask("PUT", "/categories/category-count", json={"category": {"title": "x"}})
    assert int(gradebook.get(target).headers["X-Total-Count"]) == before + 1
    assert CATEGORY in ids(gradebook, "/categories")
