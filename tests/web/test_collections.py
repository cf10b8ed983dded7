"""The documentation's collections, page by page and whole."""

from __future__ import annotations

import json

import pytest

from tests.web.conftest import BASE, BEARER, PAGE_SIZE, PUBLIC_URL, Web
from tests.web.fake_backend import FakeBackend, refuses

READABLE = ("orgs", "users", "classes", "enrollments", "academicSessions")


def ids(reply_json: dict[str, list[dict[str, str]]], plural: str = "users") -> list[str]:
    return [record["sourcedId"] for record in reply_json[plural]]


@pytest.mark.parametrize("plural", READABLE)
def test_without_a_limit_all_records_come_each_once(web: Web, plural: str) -> None:
    reply = web.get(f"/{plural}")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/json"
    assert list(reply.json()) == [plural]
    assert ids(reply.json(), plural) == [f"{plural}-{n:04}" for n in range(25)]
    assert reply.headers["X-Total-Count"] == "25"


@pytest.mark.parametrize("count", [0, 1, PAGE_SIZE - 1, PAGE_SIZE, PAGE_SIZE + 1, 2 * PAGE_SIZE])
def test_any_number_of_records_makes_a_well_formed_whole(
    web: Web, backend: FakeBackend, count: int
) -> None:
    backend.records["users"] = backend.records["users"][:count]
    assert len(web.get("/users").json()["users"]) == count


def test_an_unlimited_read_is_put_together_from_bounded_keyset_pages(
    web: Web, backend: FakeBackend
) -> None:
    web.get("/users")
    first, *further = [seen.target for seen in backend.seen]
    assert first == "/api/v1p1/users?limit=10&offset=0"
    assert sorted(further) == [
        "/api/v1p1/users?limit=10&after=c10",
        "/api/v1p1/users?limit=10&after=c10&offset=10",
    ]


def test_an_unlimited_read_starts_at_the_offset(web: Web) -> None:
    assert ids(web.get("/users?offset=12").json())[0] == "users-0012"


def test_a_limit_above_the_page_size_is_honoured(web: Web, backend: FakeBackend) -> None:
    reply = web.get("/users?limit=13&offset=2")
    assert ids(reply.json()) == [f"users-{n:04}" for n in range(2, 15)]
    assert [seen.query["limit"] for seen in backend.seen] == ["10", "3"]


def test_a_limited_page_is_one_request_behind_and_has_a_content_length(
    web: Web, backend: FakeBackend
) -> None:
    reply = web.get("/users?limit=3&offset=20", headers={**BEARER, "Accept-Encoding": "identity"})
    assert ids(reply.json()) == ["users-0020", "users-0021", "users-0022"]
    assert reply.headers["Content-Length"] == str(len(reply.content))
    assert len(backend.seen) == 1


def test_a_page_past_the_end_is_an_empty_list(web: Web) -> None:
    reply = web.get("/users?limit=10&offset=500")
    assert (reply.status_code, reply.json()) == (200, {"users": []})
    assert reply.headers["X-Total-Count"] == "25"


def test_limit_zero_is_an_empty_list_with_the_right_total(web: Web) -> None:
    reply = web.get("/users?limit=0")
    assert (reply.status_code, reply.json()) == (200, {"users": []})
    assert reply.headers["X-Total-Count"] == "25"


def test_courses_are_always_an_empty_list(web: Web) -> None:
    reply = web.get("/courses")
    assert (reply.status_code, reply.text) == (200, '{"courses":[]}')
    assert reply.headers["X-Total-Count"] == "0"
    assert 'rel="last"' in reply.headers["Link"]


def test_courses_need_a_token(web: Web) -> None:
    assert web.get("/courses", headers={}).status_code == 403


def test_courses_need_a_token_that_the_back_end_accepts(web: Web) -> None:
    assert web.get("/courses", headers={"Authorization": "Bearer forged"}).status_code == 400


def test_the_version_needs_no_token(web: Web, backend: FakeBackend) -> None:
    reply = web.get("/version", headers={})
    assert (reply.status_code, reply.json()) == (200, {"version": "1.1"})
    assert backend.seen == []


def test_the_back_end_gets_the_token_the_public_base_and_the_functions_key(
    web: Web, backend: FakeBackend
) -> None:
    web.get("/orgs?limit=1", headers={**BEARER, "X-Request-Id": "mine-1"})
    headers = backend.seen[0].headers
    assert headers["Authorization"] == BEARER["Authorization"]
    assert headers["X-Public-Base"] == PUBLIC_URL + BASE
    assert headers["x-functions-key"] == "functions-key"
    assert headers["X-Request-Id"] == "mine-1"


def test_a_collection_is_revalidated_before_it_is_used_again(web: Web) -> None:
    assert web.get("/orgs").headers["Cache-Control"] == "max-age=0, private, must-revalidate"


def test_a_refusal_behind_is_a_400_in_the_back_ends_words(web: Web, backend: FakeBackend) -> None:
    backend.faults = [refuses(403, "forbidden", "This school has withdrawn its consent.")]
    reply = web.get("/users")
    assert (reply.status_code, reply.text) == (400, "This school has withdrawn its consent.")
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"


def test_the_reply_is_compact_json_with_the_list_as_its_only_key(web: Web) -> None:
    text = web.get("/users").text
    assert text == json.dumps(json.loads(text), separators=(",", ":"))
