"""HTTP through both tiers: gzip, HEAD, connections, versions."""

from __future__ import annotations

import gzip
import json
import zlib

import pytest

from tests.stack import Stack
from tests.xporter.asking import COLLECTIONS, Roster, bearer
from tests.xporter.wire import request, wire


@pytest.fixture(scope="module")
def headers(stack: Stack) -> dict[str, str]:
    return bearer(stack.trust.token())


@pytest.mark.parametrize("name", [*COLLECTIONS, "courses"])
def test_gzip_is_what_it_is_without(stack: Stack, headers: dict[str, str], name: str) -> None:
    with wire(stack) as connection:
        plain = connection.ask(request("GET", f"/{name}", headers))
        packed = connection.ask(request("GET", f"/{name}", {**headers, "Accept-Encoding": "gzip"}))
    assert "content-encoding" not in plain.headers
    assert packed.headers["content-encoding"] == "gzip"
    assert packed.headers["vary"] == "Accept-Encoding"
    assert gzip.decompress(packed.body) == plain.body


@pytest.mark.parametrize("wanted", ["gzip;q=0", "identity", "br", "gzip;q=0.1, identity;q=0.5"])
def test_who_wants_no_gzip_gets_none(stack: Stack, headers: dict[str, str], wanted: str) -> None:
    with wire(stack) as connection:
        reply = connection.ask(request("GET", "/orgs", {**headers, "Accept-Encoding": wanted}))
    assert "content-encoding" not in reply.headers


def test_the_whole_unlimited_list_comes_in_gzip(
    stack: Stack, headers: dict[str, str], roster: Roster
) -> None:
    with wire(stack) as connection:
        asked = request("GET", "/enrollments", {**headers, "Accept-Encoding": "gzip"})
        packed = connection.ask(asked).body
    inflate = zlib.decompressobj(16 + zlib.MAX_WBITS)
    text = inflate.decompress(packed)
    assert inflate.eof
    assert text.count(b'"sourcedId":"') > 3 * len(roster["enrollments"])
    assert len(packed) < len(text) / 8


@pytest.mark.parametrize(
    "path", [*(f"/{name}" for name in COLLECTIONS), "/courses", "/version", "/users?limit=5"]
)
def test_head_is_get_without_the_body(stack: Stack, headers: dict[str, str], path: str) -> None:
    with wire(stack) as connection:
        get = connection.ask(request("GET", path, headers))
        head = connection.ask(request("HEAD", path, headers), method="HEAD")
        assert connection.ask(request("GET", "/version")).status == 200
    assert (head.status, head.body) == (200, b"")
    own = ("date", "x-request-id", "ratelimit-remaining", "ratelimit-reset")
    assert {k: v for k, v in head.headers.items() if k not in own} == {
        k: v for k, v in get.headers.items() if k not in own
    }


@pytest.mark.parametrize(("path", "status"), [("/orgs", 403), ("/nothing", 404), ("/token", 405)])
def test_head_of_what_is_refused(stack: Stack, path: str, status: int) -> None:
    with wire(stack) as connection:
        reply = connection.ask(request("HEAD", path), method="HEAD")
        assert (reply.status, reply.body) == (status, b"")
        assert connection.ask(request("GET", "/version")).status == 200


@pytest.mark.parametrize(
    ("method", "path", "status"),
    [
        ("GET", "/orgs", 200),
        ("GET", "/enrollments", 200),
        ("GET", "/users?limit=x", 400),
        ("GET", "/nothing", 404),
        ("POST", "/orgs", 405),
        ("PUT", "/nothing", 404),
        ("POST", "/token", 401),
    ],
)
@pytest.mark.parametrize("body", [b"", b"grant_type=client_credentials", b"x" * 20_000])
def test_a_connection_serves_another_request_afterwards(
    stack: Stack, headers: dict[str, str], method: str, path: str, status: int, body: bytes
) -> None:
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    with wire(stack) as connection:
        first = connection.ask(request(method, path, {**headers, **form}, body))
        again = connection.ask(request("GET", "/version"))
    assert (first.status, again.status, again.body) == (status, 200, b'{"version":"1.1"}')


def test_a_body_that_waits_for_100_continue_is_taken(stack: Stack) -> None:
    trust = stack.trust
    body = f"client_id={trust.client_id}&client_secret={trust.client_secret}".encode()
    form = {"Content-Type": "application/x-www-form-urlencoded", "Expect": "100-continue"}
    with wire(stack) as connection:
        assert connection.ask(request("POST", "/token", form, body)).status == 200


def test_http_1_0_is_served(stack: Stack, headers: dict[str, str], roster: Roster) -> None:
    with wire(stack) as connection:
        asked = request("GET", "/enrollments", headers).replace(b"HTTP/1.1", b"HTTP/1.0")
        reply = connection.ask(asked)
        assert connection.is_closed()
    assert "transfer-encoding" not in reply.headers
    assert json.loads(reply.text) == {"enrollments": roster["enrollments"]}


def test_a_reply_to_connection_close_is_the_last(stack: Stack) -> None:
    with wire(stack) as connection:
        connection.ask(request("GET", "/version", {"Connection": "close"}))
        assert connection.is_closed()


def test_a_collection_is_private_to_its_caller(stack: Stack) -> None:
    assert "private" in stack.trust.get("/orgs").headers["Cache-Control"]
