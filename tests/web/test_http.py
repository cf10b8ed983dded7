"""HTTP manners: addresses, HEAD, gzip, links, request ids, what is logged."""

from __future__ import annotations

import re

import pytest
import requests

from tests.web.conftest import BASE, BEARER, PUBLIC_URL, Web
from tests.web.fake_backend import FakeBackend

USERS = PUBLIC_URL + BASE + "/users"


def links(reply: requests.Response) -> dict[str, str]:
    """rel -> query of each link, all of which must lead to the canonical address."""
    found = {}
    for link in reply.headers["Link"].split(","):
        match = re.fullmatch(r' ?<([^<>"]+)>; rel="(\w+)"', link)
        assert match is not None
        address, _, found[match[2]] = match[1].partition("?")
        assert address == USERS
    return found


@pytest.mark.parametrize(
    "path",
    [
        "/API/IMS/OneRoster/V1P1/USERS",
        BASE + "/users/",
        BASE + "//users",
        "//" + BASE + "//users//",
        BASE + "/%75sers",
        BASE.upper() + "/Users/?limit=25",
    ],
)
def test_any_letter_case_and_stray_slashes_are_served_without_a_redirect(
    web: Web, path: str
) -> None:
    reply = web.ask("GET", path, headers=BEARER)
    assert (reply.status_code, len(reply.json()["users"])) == (200, 25)


def test_an_absolute_request_target_is_understood(web: Web) -> None:
    reply = web.raw(f"GET http://a{BASE}/version HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n")
    assert reply.endswith(b'{"version":"1.1"}')


@pytest.mark.parametrize("path", ["/users?limit=3", "/users?limit=99", "/users", "/version", "/x"])
@pytest.mark.parametrize("encoding", ["identity", "gzip"])
def test_head_has_the_headers_of_get_and_no_body(web: Web, path: str, encoding: str) -> None:
    headers = {**BEARER, "Accept-Encoding": encoding, "X-Request-Id": "same"}
    get = web.ask("GET", BASE + path, headers=headers)
    head = web.ask("HEAD", BASE + path, headers=headers)
    assert head.content == b""
    assert head.status_code == get.status_code
    moving = {"Date", "Transfer-Encoding"}
    assert {n: v for n, v in head.headers.items() if n not in moving} == {
        n: v for n, v in get.headers.items() if n not in moving
    }


@pytest.mark.parametrize(
    ("accepted", "encoded"),
    [
        ("gzip", True),
        ("deflate, gzip;q=0.5, br", True),
        ("*", True),
        ("x", False),
        ("identity", False),
        ("gzip;q=0", False),
        ("gzip;q=0.5, identity", False),
        ("", False),
    ],
)
@pytest.mark.parametrize("path", ["/users", "/users?limit=3"])
def test_gzip_is_used_when_it_is_asked_for(
    web: Web, path: str, accepted: str, encoded: bool
) -> None:
    reply = web.get(path, headers={**BEARER, "Accept-Encoding": accepted})
    assert ("Content-Encoding" in reply.headers) is encoded
    assert reply.headers["Vary"] == "Accept-Encoding"
    assert reply.json()["users"][0]["sourcedId"] == "users-0000"


def test_a_connection_is_kept_for_the_next_request(web: Web) -> None:
    one = (
        f"GET {BASE}/users?limit=1 HTTP/1.1\r\nHost: a\r\nAuthorization: {BEARER['Authorization']}"
    )
    reply = web.raw(f"{one}\r\n\r\n{one}\r\n\r\n{one}\r\nConnection: close\r\n\r\n")
    assert reply.count(b"HTTP/1.1 200 OK") == 3


def test_the_first_page_links_to_next_first_and_last(web: Web) -> None:
    assert links(web.get("/users?limit=10")) == {
        "next": "limit=10&offset=10",
        "first": "limit=10&offset=0",
        "last": "limit=10&offset=20",
    }


def test_a_middle_page_links_both_ways(web: Web) -> None:
    found = links(web.get("/users?limit=10&offset=10"))
    assert (found["prev"], found["next"]) == ("limit=10&offset=0", "limit=10&offset=20")


def test_the_last_page_has_no_next(web: Web) -> None:
    found = links(web.get("/users?limit=10&offset=20"))
    assert set(found) == {"prev", "first", "last"}


def test_a_page_that_ends_with_the_last_record_has_no_next(web: Web) -> None:
    assert "next" not in links(web.get("/users?limit=5&offset=20"))


def test_a_page_past_the_end_links_back_to_the_last_one(web: Web) -> None:
    assert links(web.get("/users?limit=10&offset=990"))["prev"] == "limit=10&offset=20"


def test_following_next_from_any_offset_reads_every_record_once_and_ends_at_last(web: Web) -> None:
    seen, query, last = [], "limit=4&offset=3", ""
    while query:
        reply = web.get("/users?" + query)
        seen += [user["sourcedId"] for user in reply.json()["users"]]
        last = links(reply)["last"]
        current, query = query, links(reply).get("next", "")
    assert seen == [f"users-{n:04}" for n in range(3, 25)]
    assert current == last


@pytest.mark.parametrize("query", ["", "?offset=5", "?limit=0"])
def test_without_pages_there_are_only_first_and_last(web: Web, query: str) -> None:
    assert set(links(web.get("/users" + query))) == {"first", "last"}


def test_an_empty_collection_links_to_its_only_page(web: Web, backend: FakeBackend) -> None:
    backend.records["users"] = []
    assert links(web.get("/users?limit=5")) == {
        "first": "limit=5&offset=0",
        "last": "limit=5&offset=0",
    }


def test_links_keep_the_other_parameters_and_encode_them(web: Web) -> None:
    query = "?filter=status='active'&fields=a,b&x=é&limit=5&offset=5"
    assert links(web.get("/Users/" + query))["first"] == (
        "filter=status%3D%27active%27&fields=a%2Cb&x=%C3%A9&limit=5&offset=0"
    )


def test_links_leave_out_what_has_no_effect_when_it_is_too_long(web: Web) -> None:
    query = f"?limit=5&x={'y' * 5000}&filter=status='active'"
    assert links(web.get("/users" + query))["first"] == (
        "filter=status%3D%27active%27&limit=5&offset=0"
    )


@pytest.mark.parametrize("path", ["/users", "/version", "/nothing", "/token"])
@pytest.mark.parametrize("sent", ["a", "0b5A._-", "x" * 128])
def test_a_sane_request_id_comes_back(web: Web, path: str, sent: str) -> None:
    reply = web.get(path, headers={"X-Request-Id": sent})
    assert reply.headers["X-Request-Id"] == sent


@pytest.mark.parametrize("sent", ["", "x" * 129, "a b", "a,b", "<script>", "é", "a=b status=200"])
def test_any_other_request_id_is_replaced(web: Web, backend: FakeBackend, sent: str) -> None:
    headers = {**BEARER, "X-Request-Id": sent.encode()}
    made = web.get("/orgs?limit=1", headers=headers).headers["X-Request-Id"]
    assert re.fullmatch("[0-9a-f]{32}", made)
    assert backend.seen[0].headers["X-Request-Id"] == made


def test_a_request_is_one_log_line_without_its_query_or_token(web: Web) -> None:
    headers = {**BEARER, "X-Request-Id": "logged-1", "Accept-Encoding": "identity"}
    reply = web.ask("GET", BASE + "/USERS?limit=2&x=private", headers=headers)
    line = web.log_line("logged-1")
    assert line.pop("time")
    assert line.pop("ms") >= 0
    assert line == {
        "level": "INFO",
        "logger": "xporter.web",
        "event": "answered",
        "requestId": "logged-1",
        "method": "GET",
        "call": "getAllUsers",
        "status": 200,
        "bytes": len(reply.content),
        "ended": "complete",
    }
    log = web.log.read_text()
    assert log.count("logged-1") == 1
    assert "private" not in log
    assert BEARER["Authorization"] not in log


@pytest.mark.parametrize("path", ["/users", "/version", "/nothing", "/token"])
def test_every_reply_forbids_sniffing_and_downgrades(web: Web, path: str) -> None:
    headers = web.get(path).headers
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Strict-Transport-Security"].startswith("max-age=")
    assert headers["Vary"] == "Accept-Encoding"
