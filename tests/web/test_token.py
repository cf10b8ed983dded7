"""POST /token: credentials go to the back-end as they came, the answer is the documented one."""

from __future__ import annotations

import json
import re

import pytest

from tests.web.conftest import BASE, ONEROSTER, Web
from tests.web.fake_backend import BASIC, JWT, FakeBackend, Fault, fails, hangs_up, refuses, says

FORM = {"Content-Type": "application/x-www-form-urlencoded"}


def test_good_credentials_give_exactly_the_three_documented_members(web: Web) -> None:
    reply = web.post("/token", headers={"Authorization": BASIC})
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.json() == {"access_token": JWT, "token_type": "Bearer", "expires_in": 3600}


def test_bad_credentials_give_the_documented_401(web: Web) -> None:
    reply = web.post("/token", headers={"Authorization": "Basic bm9ib2R5Ong="})
    assert reply.status_code == 401
    assert reply.headers["Content-Type"] == "application/json"
    assert reply.headers["WWW-Authenticate"].startswith("Basic realm=")
    assert reply.json() == {
        "error": "invalid_client",
        "error_description": "Request contains an invalid client ID or secret",
    }


@pytest.mark.parametrize(
    "authorization", ["", "Basic", "Basic !!!", "Bearer x", "Basic " + "A" * 9999]
)
def test_anything_wrong_or_missing_in_the_credentials_is_a_401(
    web: Web, authorization: str
) -> None:
    assert web.post("/token", headers={"Authorization": authorization}).status_code == 401


@pytest.mark.parametrize("authorization", [BASIC, "Basic bm9ib2R5Ong="])
def test_a_token_reply_is_never_stored(web: Web, authorization: str) -> None:
    reply = web.post("/token", headers={"Authorization": authorization, "Accept-Encoding": "gzip"})
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Pragma"] == "no-cache"
    assert "Content-Encoding" not in reply.headers


def test_header_form_and_query_reach_the_back_end_as_they_were_sent(
    web: Web, backend: FakeBackend
) -> None:
    body = b"grant_type=client_credentials&x=%27%20+%F0%9F%98%80"
    query = "scope=a%20b+c&grant_type=client_credentials&x=%2527'"
    web.post(f"/token?{query}", data=body, headers={"Authorization": BASIC, **FORM})
    seen = backend.seen[0]
    assert (seen.method, seen.target) == ("POST", f"/api/token?{query}")
    assert seen.body == body
    assert seen.headers["Authorization"] == BASIC
    assert seen.headers["Content-Type"] == FORM["Content-Type"]
    assert seen.headers["Content-Length"] == str(len(body))


def test_a_chunked_form_reaches_the_back_end_with_a_length(web: Web, backend: FakeBackend) -> None:
    pieces = iter([b"grant_type=", b"client_credentials"])
    assert web.post("/token", data=pieces, headers={"Authorization": BASIC}).status_code == 200
    assert backend.seen[0].body == b"grant_type=client_credentials"


def test_credentials_may_be_in_the_form(web: Web) -> None:
    form = {"client_id": "client_id", "client_secret": "client_secret"}
    assert web.post("/token", data=form).status_code == 200


@pytest.mark.parametrize("path", ["/Token", "/token/", "//TOKEN//"])
def test_the_path_is_taken_in_any_case_and_with_stray_slashes(web: Web, path: str) -> None:
    assert web.post(path, headers={"Authorization": BASIC}).status_code == 200


def test_a_form_above_64_kib_is_refused_and_the_connection_lives_on(
    web: Web, backend: FakeBackend
) -> None:
    reply = web.post("/token", data=b"x" * (64 * 1024 + 1), headers={"Authorization": BASIC})
    assert reply.status_code == 413
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert backend.seen == []


def test_a_form_of_64_kib_is_taken(web: Web, backend: FakeBackend) -> None:
    web.post("/token", data=b"x" * 64 * 1024, headers={"Authorization": BASIC})
    assert len(backend.seen[0].body) == 64 * 1024


@pytest.mark.parametrize(
    "fault",
    [
        fails(500),
        hangs_up,
        says(200, b"{}"),
        says(200, b"[1]"),
        says(200, b"<html>"),
        says(401, b""),
    ],
)
def test_a_failure_behind_is_a_400_in_plain_text_and_no_judgement_of_the_credentials(
    web: Web, backend: FakeBackend, fault: Fault
) -> None:
    backend.faults = [fault] * 3
    reply = web.post("/token", headers={"Authorization": BASIC})
    assert reply.status_code == 400
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert "Traceback" not in reply.text


def test_a_malformed_request_is_told_in_the_back_ends_words(web: Web, backend: FakeBackend) -> None:
    backend.faults = [refuses(400, "invalid data", "The form is not readable.")]
    reply = web.post("/token", headers={"Authorization": BASIC})
    assert (reply.status_code, reply.text) == (400, "The form is not readable.")


@pytest.mark.parametrize(
    "path",
    [ONEROSTER + "/token", ONEROSTER + "/Token/", ONEROSTER + "/oauth/token", "/oauth/token"],
)
def test_the_full_profile_gives_tokens_and_tells_their_scopes(web: Web, path: str) -> None:
    reply = web.ask("POST", path, headers={"Authorization": BASIC})
    assert reply.json()["scope"] == "roster"
    assert reply.json()["access_token"] == JWT


@pytest.mark.parametrize("path", [ONEROSTER + "/token", "/oauth/token"])
def test_an_unknown_scope_is_told_as_oauth_2_words_it(
    web: Web, backend: FakeBackend, path: str
) -> None:
    told = {"error": "invalid_scope", "error_description": "There is no scope x."}
    backend.faults = [says(400, json.dumps({**told, "trace": "secret"}).encode())]
    reply = web.ask("POST", path, headers={"Authorization": BASIC}, data={"scope": "x"})
    assert (reply.status_code, reply.json()) == (400, told)
    assert reply.headers["Cache-Control"] == "no-store"


def test_other_methods_on_the_token_at_the_root_are_a_405_in_json(web: Web) -> None:
    reply = web.ask("GET", "/oauth/token")
    assert (reply.status_code, reply.headers["Allow"]) == (405, "POST")
    assert reply.json()["imsx_codeMajor"] == "failure"


def test_secrets_are_not_logged(web: Web) -> None:
    headers = {"Authorization": BASIC, "X-Request-Id": "secretly"}
    web.post("/token?client_secret=hush", data={"client_secret": "hush"}, headers=headers)
    line = web.log_line("secretly")
    assert (line["method"], line["call"], line["status"]) == ("POST", "token", 200)
    log = web.log.read_text()
    assert "hush" not in log
    assert BASIC not in log
    assert JWT not in log


def test_a_kept_alive_connection_survives_a_body_that_nobody_reads(web: Web) -> None:
    post = f"POST {BASE}/users HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nGET / HTT"
    get = f"GET {BASE}/version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n"
    assert re.findall(rb"HTTP/1\.1 (\d+)", web.raw(post + get)) == [b"405", b"200"]
