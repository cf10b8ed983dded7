"""Who is refused, with which status, and in which words."""

from __future__ import annotations

import pytest

from tests.web.conftest import BASE, BEARER, Web
from tests.web.fake_backend import TOKEN, FakeBackend, Fault, fails, hangs_up, says

COLLECTIONS = ("orgs", "users", "classes", "enrollments", "academicSessions", "courses")


@pytest.mark.parametrize("plural", COLLECTIONS)
@pytest.mark.parametrize(
    "authorization", [None, "", "Basic Y2xpZW50OnNlY3JldA==", "Bearer", "Bearer ", TOKEN, "OAuth x"]
)
def test_without_a_bearer_token_a_collection_is_forbidden(
    web: Web, backend: FakeBackend, plural: str, authorization: str | None
) -> None:
    headers = {} if authorization is None else {"Authorization": authorization}
    reply = web.get(f"/{plural}", headers=headers)
    assert reply.status_code == 403
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "POST /token" in reply.text
    assert backend.seen == []


def test_the_missing_token_is_told_before_a_bad_limit(web: Web) -> None:
    assert web.get("/users?limit=abc", headers={}).status_code == 403


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer  "])
def test_the_scheme_is_taken_in_any_letter_case(web: Web, scheme: str) -> None:
    assert web.get("/orgs", headers={"Authorization": f"{scheme} {TOKEN}"}).status_code == 200


@pytest.mark.parametrize(
    "token", ["forged", "a b", "x" * 10_000, "ä'%😀".encode().decode("latin-1")]
)
def test_a_token_that_the_back_end_refuses_is_a_400_in_plain_text(web: Web, token: str) -> None:
    reply = web.get("/users", headers={"Authorization": f"Bearer {token}"})
    assert reply.status_code == 400
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "token is invalid or has expired" in reply.text


@pytest.mark.parametrize(
    "path",
    ["/students", "/users/x", "/users/u1%3Flimit=1", "/tokens", "/users%2F", ""],
)
def test_an_unknown_path_is_a_404_in_plain_text(web: Web, path: str) -> None:
    reply = web.ask("GET", BASE + path, headers=BEARER)
    assert reply.status_code == 404
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.headers["X-Request-Id"]


@pytest.mark.parametrize(
    "path", ["/nothing", "/api/ims", "/favicon.ico", "/static/x", "/%ff", "/%0a", "/%00"]
)
def test_a_path_outside_every_base_is_a_404_in_plain_text_too(web: Web, path: str) -> None:
    reply = web.ask("GET", path)
    assert reply.status_code == 404
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("path", [*(f"/{plural}" for plural in COLLECTIONS), "/version"])
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_wrong_method_is_a_405_that_names_the_right_ones(
    web: Web, path: str, method: str
) -> None:
    reply = web.ask(method, BASE + path, headers=BEARER, data=b"{}")
    assert reply.status_code == 405
    assert reply.headers["Allow"] == "GET, HEAD"
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_a_token_is_only_given_to_a_post(web: Web, method: str) -> None:
    reply = web.ask(method, BASE + "/token")
    assert (reply.status_code, reply.headers["Allow"]) == (405, "POST")


@pytest.mark.parametrize(
    "fault",
    [
        fails(500),
        fails(503),
        hangs_up,
        says(200, b'{"users":[', X_Total_Count="25"),
        says(200, b"<html>traceback</html>", X_Total_Count="25"),
        says(200, b'{"users":[]}'),
        says(200, b'{"users":[]}', X_Total_Count="many"),
        says(200, b'{"users":[]}', X_Total_Count="25", X_Next_After="a&limit=1"),
        says(302, b"", Location="http://127.0.0.1:1/"),
        says(401, b""),
        says(404, b"gcidm.get_users does not exist"),
    ],
)
def test_whatever_fails_behind_is_a_400_that_gives_nothing_away(
    web: Web, backend: FakeBackend, fault: Fault
) -> None:
    backend.faults = [fault] * 3
    reply = web.get("/users", headers={**BEARER, "X-Request-Id": "failing-1"})
    assert reply.status_code == 400
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.text == (
        "Xporter could not answer this request. Please try again;"
        " if it goes on, tell us the request id failing-1."
    )


def test_a_failure_is_never_cached(web: Web) -> None:
    assert web.get("/users", headers={}).headers["Cache-Control"] == "no-store"
