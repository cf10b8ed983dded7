"""The API of one school: its token, its users' shape, its plain text errors."""

from __future__ import annotations

from typing import Any

import pytest
import requests

from tests.web.conftest import BEARER, SCHOOL, Web
from tests.web.fake_backend import BASIC, JWT, FakeBackend, fails, hangs_up, refuses, says

TEXT = "text/plain; charset=utf-8"


def get(web: Web, path: str, **arguments: object) -> requests.Response:
    return web.ask("GET", SCHOOL + path, **{"headers": BEARER, **arguments})


def user(number: int, **members: object) -> dict[str, Any]:
    reference = {"href": "https://x/orgs/o1", "sourcedId": "o1", "type": "org"}
    return {
        "sourcedId": f"u{number}",
        "status": "active",
        "dateLastModified": "2026-11-22T08:00:00.000Z",
        "metadata": {"a": "b"},
        "username": "zoë",
        "enabledUser": "true",
        "givenName": "Zoë",
        "familyName": "Øyen",
        "role": "student",
        "agents": [reference],
        "orgs": [reference, {**reference, "sourcedId": "o2"}],
        "grades": ["07", "08"],
        "password": "secret",
        **members,
    }


def test_a_user_has_the_documented_fields_in_the_documented_order(
    web: Web, backend: FakeBackend
) -> None:
    ids = [{"type": "UPN", "identifier": "T1"}]
    optional = {"userIds": ids, "email": "z@x.example", "middleName": "M", "sms": "1", "phone": "2"}
    backend.records["users"] = [user(1, identifier="004201", **optional)]
    (shown,) = get(web, "/users").json()["users"]
    assert list(shown.items()) == [
        ("sourcedId", "u1"),
        ("status", "active"),
        ("dateLastModified", "2026-11-22T08:00:00.000Z"),
        ("username", "zoë"),
        ("givenName", "Zoë"),
        ("familyName", "Øyen"),
        ("identifier", "004201"),
        ("role", "student"),
        ("email", "z@x.example"),
        ("middleName", "M"),
        ("sms", "1"),
        ("phone", "2"),
        ("enabledUser", "true"),
        ("orgSourcedIds", ["o1", "o2"]),
        ("userIds", ids),
        ("grades", ["07"]),
    ]


def test_what_a_user_lacks_is_left_out_but_for_the_identifier(
    web: Web, backend: FakeBackend
) -> None:
    backend.records["users"] = [user(1, grades=[], orgs=[])]
    (shown,) = get(web, "/users").json()["users"]
    assert set(shown) == {
        *("sourcedId", "status", "dateLastModified", "username", "givenName", "familyName"),
        *("identifier", "role", "enabledUser"),
    }
    assert shown["identifier"] is None


def test_without_a_limit_all_users_come_page_after_page_under_one_query(
    web: Web, backend: FakeBackend
) -> None:
    backend.records["users"] = [user(n) for n in range(25)]
    query = "filter=role='student'&sort=familyName&orderBy=desc&fields=sourcedId"
    reply = get(web, f"/users?{query}")
    backend.records["users"] = [user(n) for n in range(25)]
    assert reply.headers["X-Total-Count"] == "0"
    get(web, "/users?sort=familyName&orderBy=desc&fields=sourcedId")
    asked = [{**seen.query} for seen in backend.seen[1:]]
    places = sorted((one.pop("after", ""), one.pop("offset", "")) for one in asked)
    assert places == [("", "0"), ("c10", ""), ("c10", "10")]
    assert asked == [{"sort": "familyName", "orderBy": "desc", "limit": "10"}] * 3


def test_all_users_are_reshaped_on_every_page(web: Web, backend: FakeBackend) -> None:
    backend.records["users"] = [user(n) for n in range(25)]
    shown = get(web, "/users").json()["users"]
    assert [one["sourcedId"] for one in shown] == [f"u{n}" for n in range(25)]
    assert all(one["orgSourcedIds"] == ["o1", "o2"] and "agents" not in one for one in shown)


@pytest.mark.parametrize(
    "plural", ["orgs", "academicSessions", "classes", "courses", "enrollments"]
)
def test_the_other_collections_are_shown_as_they_are(
    web: Web, backend: FakeBackend, plural: str
) -> None:
    assert get(web, f"/{plural}").json() == {plural: backend.records[plural]}


@pytest.mark.parametrize("path", ["/students", "/users/u1", "/token", "/demographics", ""])
def test_nothing_else_is_served(web: Web, path: str) -> None:
    reply = get(web, path)
    assert (reply.status_code, reply.headers["Content-Type"]) == (404, TEXT)


@pytest.mark.parametrize("path", ["/version", "/auth/version"])
def test_the_version_needs_no_token(web: Web, path: str) -> None:
    assert get(web, path, headers={}).json() == {"version": "1.1"}


def test_credentials_go_on_to_the_back_ends_tokens_for_schools(
    web: Web, backend: FakeBackend
) -> None:
    reply = web.ask("POST", SCHOOL + "/auth/token", headers={"Authorization": BASIC})
    assert reply.json() == {"access_token": JWT, "token_type": "Bearer", "expires_in": 3600}
    assert backend.seen[0].target == "/api/token/school"
    assert backend.seen[0].headers["Authorization"] == BASIC


def test_bad_credentials_get_the_documented_401(web: Web) -> None:
    reply = web.ask("POST", SCHOOL + "/auth/token", headers={"Authorization": "Basic eA=="})
    assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client")


def test_without_a_token_a_collection_is_forbidden(web: Web) -> None:
    reply = get(web, "/users", headers={})
    assert (reply.status_code, reply.headers["Content-Type"]) == (403, TEXT)
    assert "POST /auth/token" in reply.text


def test_a_token_that_the_back_end_refuses_is_a_401(web: Web) -> None:
    reply = get(web, "/users", headers={"Authorization": "Bearer forged"})
    assert (reply.status_code, reply.headers["Content-Type"]) == (401, TEXT)
    assert reply.headers["WWW-Authenticate"].startswith("Bearer ")


def test_a_bad_query_is_a_400_in_words(web: Web, backend: FakeBackend) -> None:
    backend.faults = [refuses(400, "invalid_filter_field", "There is no field 'x'.")]
    reply = get(web, "/users?filter=x='1'")
    assert (reply.status_code, reply.text) == (400, "There is no field 'x'.")
    assert reply.headers["Content-Type"] == TEXT
    assert get(web, "/users?limit=abc").status_code == 400
    assert get(web, "/users?filter=a&filter=b").status_code == 400


def test_a_wrong_method_is_a_405(web: Web) -> None:
    reply = web.ask("PUT", SCHOOL + "/users", headers=BEARER)
    assert (reply.status_code, reply.headers["Allow"]) == (405, "GET, HEAD")


@pytest.mark.parametrize("fault", [fails(500), fails(503), hangs_up, says(200, b"<html>")])
def test_a_failure_behind_is_a_500_that_gives_nothing_away(
    web: Web, backend: FakeBackend, fault: Any
) -> None:
    backend.faults = [fault] * 3
    reply = get(web, "/users")
    assert (reply.status_code, reply.headers["Content-Type"]) == (500, TEXT)
    assert "gcidm" not in reply.text
