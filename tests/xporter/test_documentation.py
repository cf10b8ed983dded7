"""The documentation of the API, sentence by sentence, its query parameters apart."""

from __future__ import annotations

import base64
import json
from typing import Any

import pytest
import requests

from tests.stack import Stack
from tests.xporter.asking import COLLECTIONS, Roster, bearer, minted

FIRST_SEGMENT = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"


def request_token(stack: Stack, client_id: str, client_secret: str) -> requests.Response:
    return requests.post(f"{stack.base}/token", auth=(client_id, client_secret), timeout=30)


def test_the_base_url_ends_in_the_documented_path(stack: Stack) -> None:
    assert stack.base.endswith("/api/ims/oneroster/v1p1")


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_third_party_retrieves(stack: Stack, name: str) -> None:
    reply = stack.trust.get(f"/{name}")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.json()[name]


def test_a_token_request_with_basic_credentials_is_answered_as_documented(stack: Stack) -> None:
    reply = request_token(stack, stack.trust.client_id, stack.trust.client_secret)
    assert reply.status_code == 200
    token = reply.json().pop("access_token")
    assert reply.json() == {"access_token": token, "token_type": "Bearer", "expires_in": 3600}


def test_the_access_token_is_a_jwt_with_the_documented_first_segment(stack: Stack) -> None:
    segments = stack.trust.token().split(".")
    assert segments[0] == FIRST_SEGMENT
    assert len(segments) == 3


def test_the_access_token_tells_nobody_who_the_caller_is(stack: Stack) -> None:
    payload = stack.trust.token().split(".")[1]
    claims = json.loads(base64.urlsafe_b64decode(payload + "=" * (-len(payload) % 4)))
    assert set(claims) == {"iss", "aud", "iat", "exp", "jti", "identity"}
    assert claims["exp"] - claims["iat"] == 3600


@pytest.mark.parametrize("wrong", ["id", "secret", "both"])
def test_wrong_credentials_are_answered_as_documented(stack: Stack, wrong: str) -> None:
    client_id = stack.trust.client_id if wrong == "secret" else "nobody"
    client_secret = stack.trust.client_secret if wrong == "id" else "guess"
    reply = request_token(stack, client_id, client_secret)
    assert reply.status_code == 401
    assert reply.json() == {
        "error": "invalid_client",
        "error_description": "Request contains an invalid client ID or secret",
    }


@pytest.mark.parametrize(
    "target",
    ["/users?limit=x", "/users?limit=-1", "/orgs?offset=-1", "/classes?offset=1.5"],
)
def test_a_failed_data_request_is_400_with_a_plain_text_body(stack: Stack, target: str) -> None:
    reply = stack.trust.get(target)
    assert reply.status_code == 400
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert reply.text
    assert "{" not in reply.text


@pytest.mark.parametrize("name", [*COLLECTIONS, "courses"])
def test_an_invalid_token_is_400(stack: Stack, name: str) -> None:
    reply = requests.get(f"{stack.base}/{name}", headers=bearer("no.such.token"), timeout=30)
    assert reply.status_code == 400
    assert reply.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("name", [*COLLECTIONS, "courses"])
def test_an_absent_token_is_403(stack: Stack, name: str) -> None:
    reply = requests.get(f"{stack.base}/{name}", timeout=30)
    assert reply.status_code == 403
    assert reply.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("headers", [{}, bearer("no.such.token"), {"Authorization": "Basic eA=="}])
@pytest.mark.parametrize("name", [*COLLECTIONS, "courses"])
def test_401_is_returned_by_the_token_request_only(
    stack: Stack, name: str, headers: dict[str, str]
) -> None:
    reply = requests.get(f"{stack.base}/{name}", headers=headers, timeout=30)
    assert reply.status_code in (400, 403)


def test_a_token_is_reused_until_it_expires(stack: Stack) -> None:
    token = minted(stack, stack.trust, age=3590)
    for _ in range(3):
        reply = requests.get(f"{stack.base}/orgs", headers=bearer(token), timeout=30)
        assert reply.status_code == 200


@pytest.mark.parametrize("headers_of", [lambda old: bearer(old), lambda old: {}])
def test_after_400_or_403_a_new_token_helps(stack: Stack, headers_of: Any) -> None:
    old = headers_of(minted(stack, stack.trust, age=3601))
    first = requests.get(f"{stack.base}/orgs", headers=old, timeout=30)
    again = requests.get(f"{stack.base}/orgs", headers=bearer(stack.trust.token()), timeout=30)
    assert (first.status_code, again.status_code) == (400 if old else 403, 200)


def test_limit_and_offset_page_through_a_large_result_set(stack: Stack, roster: Roster) -> None:
    pages = [
        stack.trust.records(f"/enrollments?limit=500&offset={at}") for at in range(0, 3000, 500)
    ]
    assert [len(page) for page in pages] == [500, 500, 500, 500, 339, 0]
    assert [record for page in pages for record in page] == roster["enrollments"]


@pytest.mark.parametrize("query", ["", "?limit=5", "?offset=3", "?filter=status='active'"])
def test_courses_is_always_an_empty_array(stack: Stack, query: str) -> None:
    reply = stack.trust.get(f"/courses{query}")
    assert (reply.status_code, reply.json()) == (200, {"courses": []})


def test_users_are_linked_to_classes_by_sourced_id(roster: Roster) -> None:
    users = {user["sourcedId"]: user for user in roster["users"]}
    classes = {one["sourcedId"]: one for one in roster["classes"]}
    joined = [
        (users[one["user"]["sourcedId"]], one["role"], classes[one["class"]["sourcedId"]])
        for one in roster["enrollments"]
        if one["status"] == "active"
    ]
    assert all(user["role"] == role for user, role, _ in joined)
    taught = {one["sourcedId"] for _, role, one in joined if role == "teacher"}
    attended = {one["sourcedId"] for _, role, one in joined if role == "student"}
    assert taught & attended == {
        one["sourcedId"] for one in roster["classes"] if one["status"] == "active"
    }


def test_parents_and_children_are_each_others_agents(roster: Roster) -> None:
    users = {user["sourcedId"]: user for user in roster["users"]}
    links = {
        (user["sourcedId"], agent["sourcedId"])
        for user in users.values()
        for agent in user["agents"]
    }
    assert links == {(agent, user) for user, agent in links}
    assert {users[one]["role"] for one, _ in links} >= {"student", "parent"}
    children = [user for user in users.values() if user["role"] == "student"]
    assert all(child["agents"] for child in children)


def test_the_version_needs_no_token(stack: Stack) -> None:
    reply = requests.get(f"{stack.base}/version", timeout=30)
    assert (reply.status_code, reply.json()) == (200, {"version": "1.1"})
