"""HTTP through both tiers: methods, gzip, connections, addresses, request ids."""

from __future__ import annotations

import gzip
import json
import re
import zlib

import pytest
import requests

from tests.stack import Stack
from tests.xporter.asking import COLLECTIONS, Roster, bearer, wait_until
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
SANE_IDS = ("a", "0", "trace-1.2_3", "x" * 128)
INSANE_IDS = ("x" * 129, "a b", "a,b", "<script>", "a;b", "é", "../../etc", '"', "{}")


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
    own = ("date", "x-request-id")
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


def test_an_absolute_address_is_served(stack: Stack, headers: dict[str, str]) -> None:
    with wire(stack) as connection:
        asked = request("GET", "/orgs", headers).replace(b"GET ", b"GET http://localhost", 1)
        assert connection.ask(asked).status == 200


def test_a_reply_to_connection_close_is_the_last(stack: Stack) -> None:
    with wire(stack) as connection:
        connection.ask(request("GET", "/version", {"Connection": "close"}))
        assert connection.is_closed()


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


@pytest.mark.parametrize("sent", SANE_IDS)
def test_the_callers_own_request_id_comes_back_and_is_in_both_logs(stack: Stack, sent: str) -> None:
    reply = stack.trust.get("/orgs", headers={"X-Request-Id": sent})
    assert reply.headers["X-Request-Id"] == sent
    for tier, words in (("web", f"requestId={sent} "), ("functions", f" {sent} getAllOrgs")):
        assert wait_until(lambda tier=tier, words=words: words in stack.log(tier))


@pytest.mark.parametrize("sent", INSANE_IDS)
def test_another_request_id_is_replaced_and_in_neither_log(
    stack: Stack, headers: dict[str, str], sent: str
) -> None:
    with wire(stack) as connection:
        reply = connection.ask(request("GET", "/orgs", {**headers, "X-Request-Id": sent}))
    own = reply.headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{32}", own)
    for tier, words in (("web", "requestId={} "), ("functions", "{} getAllOrgs 200")):
        assert wait_until(lambda tier=tier, words=words: words.format(own) in stack.log(tier))
        assert words.format(sent) not in stack.log(tier)


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/version"),
        ("GET", "/nothing"),
        ("GET", "/users?limit=x"),
        ("POST", "/orgs"),
        ("POST", "/token"),
        ("HEAD", "/orgs"),
    ],
)
def test_every_reply_has_an_own_request_id(stack: Stack, method: str, path: str) -> None:
    found = {stack.trust.ask(method, path).headers["X-Request-Id"] for _ in range(2)}
    assert len(found) == 2


def test_a_collection_is_private_to_its_caller(stack: Stack) -> None:
    assert "private" in stack.trust.get("/orgs").headers["Cache-Control"]
