"""Which addresses and methods are served, in which spellings, and what the others are told."""

from __future__ import annotations

import pytest
import requests

from tests.stack import Stack
from tests.xporter.asking import COLLECTIONS, Roster, bearer
from tests.xporter.wire import request, wire

OTHER_SPELLINGS = (
    "/Orgs",
    "/ORGS",
    "/orgs/",
    "//orgs",
    "/orgs//",
    "/%6Frgs",
    "/orgs/?limit=100",
)
BASE_SPELLINGS = (
    "/API/IMS/OneRoster/V1P1/orgs",
    "//api//ims//oneroster//v1p1//orgs//",
)


@pytest.fixture(scope="module")
def headers(stack: Stack) -> dict[str, str]:
    return bearer(stack.trust.token())


def test_an_absolute_address_is_served(stack: Stack, headers: dict[str, str]) -> None:
    with wire(stack) as connection:
        asked = request("GET", "/orgs", headers).replace(b"GET ", b"GET http://localhost", 1)
        assert connection.ask(asked).status == 200


@pytest.mark.parametrize("path", OTHER_SPELLINGS)
def test_addresses_are_served_in_any_spelling_without_a_redirect(
    stack: Stack, roster: Roster, path: str
) -> None:
    reply = stack.trust.get(path)
    assert (reply.status_code, reply.json()) == (200, {"orgs": roster["orgs"]})


@pytest.mark.parametrize("path", BASE_SPELLINGS)
def test_the_base_is_served_in_any_spelling_too(
    stack: Stack, headers: dict[str, str], path: str
) -> None:
    with wire(stack) as connection:
        lines = "".join(f"{name}: {value}\r\n" for name, value in headers.items())
        reply = connection.ask(f"GET {path} HTTP/1.1\r\nHost: localhost\r\n{lines}\r\n".encode())
    assert reply.status == 200
    assert f'"{stack.base}/orgs/' in reply.text


@pytest.mark.parametrize(
    "path",
    [
        "/nothing",
        "/users/x1",
        "/schools",
        "/orgs/x7WBFTL7C",
        "/demographics",
        "/lineItems",
        "",
        "/",
    ],
)
def test_what_the_documentation_does_not_name_is_404_in_plain_text(stack: Stack, path: str) -> None:
    reply = stack.trust.get(path)
    assert reply.status_code == 404
    assert reply.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/", "/nothing", "/api", "/api/v1p1/orgs", "/favicon.ico"])
def test_nothing_of_the_back_end_is_served_elsewhere(stack: Stack, path: str) -> None:
    reply = requests.get(f"http://localhost:{stack.ports.web}{path}", timeout=30)
    assert reply.status_code == (200 if path == "/" else 404)


@pytest.mark.parametrize(
    ("path", "allow"),
    [*((f"/{name}", "GET, HEAD") for name in COLLECTIONS), ("/version", "GET, HEAD")],
)
@pytest.mark.parametrize("method", ["POST", "PUT", "DELETE", "PATCH", "OPTIONS"])
def test_a_wrong_method_is_405_and_told_the_right_ones(
    stack: Stack, method: str, path: str, allow: str
) -> None:
    reply = stack.trust.ask(method, path)
    assert (reply.status_code, reply.headers["Allow"]) == (405, allow)
    assert reply.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("method", ["GET", "HEAD", "PUT", "DELETE", "OPTIONS"])
def test_a_token_is_got_by_post_only(stack: Stack, method: str) -> None:
    reply = stack.trust.ask(method, "/token")
    assert (reply.status_code, reply.headers["Allow"]) == (405, "POST")
