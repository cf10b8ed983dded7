"""The application in this process, where a back-end need not even exist."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

import pytest
import requests
import responses
from flask import Flask, Response
from werkzeug.test import TestResponse

from shared.oneroster import SERVICE_CALLS, ServiceCall
from tests.web.conftest import BASE, BEARER
from web.app import create_app
from web.backend import pooled_session
from web.errors import UnknownPath, WrongMethod
from web.profiles import XPORTER
from web.routes import Exchange, Route, Routes
from web.settings import WebSettings

BACKEND = "http://backend.example/api"
USERS = BACKEND + "/v1p1/users"
SETTINGS = WebSettings(BACKEND, backend_key="the-key", retry_pause=0)
NOTHING = '{"users":[]}'


@pytest.fixture
def behind() -> Iterator[responses.RequestsMock]:
    with responses.RequestsMock() as mock:
        yield mock


@pytest.fixture
def app() -> Flask:
    return create_app(SETTINGS, requests.Session())


def get_users(app: Flask, **headers: str) -> TestResponse:
    return app.test_client().get(BASE + "/users", headers={**BEARER, **headers})


def test_http_public_addresses_are_not_pinned_to_https(
    app: Flask, behind: responses.RequestsMock
) -> None:
    behind.get(USERS, body=NOTHING, headers={"X-Total-Count": "0"})
    reply = get_users(app)
    assert reply.status_code == 200
    assert "Strict-Transport-Security" not in reply.headers


@pytest.mark.parametrize(
    "error",
    [
        requests.ConnectionError("http://backend.example:7071 refused"),
        requests.ConnectTimeout("10.0.0.1"),
        requests.ReadTimeout("10.0.0.1"),
        requests.exceptions.ChunkedEncodingError("10.0.0.1"),
        OSError("/etc/secret"),
    ],
)
def test_a_back_end_that_cannot_be_reached_is_a_400_after_three_attempts(
    app: Flask, behind: responses.RequestsMock, error: Exception
) -> None:
    attempts = behind.get(USERS, body=error)
    reply = get_users(app, **{"X-Request-Id": "down-1"})
    assert reply.status_code == 400
    assert reply.content_type == "text/plain; charset=utf-8"
    assert reply.text.endswith("tell us the request id down-1.")
    assert attempts.call_count == 3


def test_no_redirect_is_followed_and_no_cookie_kept(behind: responses.RequestsMock) -> None:
    app = create_app(SETTINGS, pooled_session(1))
    cookie = {"Set-Cookie": "a=b", "X-Total-Count": "0"}
    behind.get(USERS, body=NOTHING, headers=cookie)
    behind.get(USERS, status=302, headers={"Location": BACKEND + "/elsewhere"})
    get_users(app)
    assert get_users(app).status_code == 400
    assert all("Cookie" not in call.request.headers for call in behind.calls)


def test_a_fault_of_our_own_is_a_400_without_a_trace(
    app: Flask, behind: responses.RequestsMock, caplog: pytest.LogCaptureFixture
) -> None:
    behind.get(USERS, body=ZeroDivisionError("select secret from gcidm"))
    reply = get_users(app, **{"X-Request-Id": "fault-1"})
    assert reply.status_code == 400
    assert "select" not in reply.text
    assert "Traceback" in caplog.text
    assert "fault-1" in caplog.text


def nobody(exchange: Exchange) -> Response:
    raise AssertionError("no route is to be walked here")


@pytest.fixture
def all_calls() -> Routes:
    """Every service call at once, and a second profile below the first one's base."""
    below = replace(XPORTER, name="BELOW", base=XPORTER.base + "/school")
    return Routes(
        Route(profile, call.name, call.method, call.path, nobody)
        for profile in (XPORTER, below)
        for call in SERVICE_CALLS
    )


@pytest.mark.parametrize("call", SERVICE_CALLS, ids=lambda call: call.name)
def test_each_service_call_is_found_at_its_own_path(all_calls: Routes, call: ServiceCall) -> None:
    path = call.path.replace("{", "id-of-").replace("}", "")
    found = all_calls.find(call.method, BASE + path)
    assert found.route.name == call.name
    assert found.path == path


def test_a_base_below_another_has_its_own_calls(all_calls: Routes) -> None:
    assert all_calls.find("GET", BASE + "/School/users").route.profile.name == "BELOW"
    assert all_calls.find("GET", BASE + "/schools/users").route.profile.name == "XPORTER"


@pytest.mark.parametrize(
    ("sent", "rebuilt"),
    [
        ("u1%3Flimit=1", "u1%3Flimit%3D1"),
        ("a%2Fclasses", "a%2Fclasses"),
        ("a%23b%25", "a%23b%25"),
        ("Ünï", "%C3%9Cn%C3%AF"),
        ("%00", "%00"),
        ("a;b&c=d", "a%3Bb%26c%3Dd"),
    ],
)
def test_an_id_stays_inside_its_segment_when_the_address_is_rebuilt(
    all_calls: Routes, sent: str, rebuilt: str
) -> None:
    assert all_calls.find("GET", f"{BASE}/USERS/{sent}").path == f"/users/{rebuilt}"


def test_an_ids_letter_case_is_kept(all_calls: Routes) -> None:
    assert all_calls.find("GET", BASE + "/users/aBc").variables == ("aBc",)


@pytest.mark.parametrize("segment", [".", "..", "%2e", "%2E%2e"])
def test_a_dot_segment_is_no_id(all_calls: Routes, segment: str) -> None:
    with pytest.raises(UnknownPath):
        all_calls.find("GET", f"{BASE}/users/{segment}")


def test_allow_names_every_method_of_the_address(all_calls: Routes) -> None:
    with pytest.raises(WrongMethod) as caught:
        all_calls.find("POST", BASE + "/results/r1")
    assert caught.value.allow == "DELETE, GET, HEAD, PUT"
