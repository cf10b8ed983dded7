"""A long read when things go wrong in the middle of it."""

from __future__ import annotations

import json
import socket
import threading
import zlib

import pytest

from tests.web.conftest import BASE, BEARER, Web, wait_until
from tests.web.fake_backend import (
    TOKEN,
    FakeBackend,
    Fault,
    Seen,
    cuts_a_page_that_ends,
    cuts_the_body,
    fails,
    hangs_up,
    is_second_page,
    is_third_page,
    records,
    refuses,
    says,
    sends_its_headers_and_waits_until,
    shows,
    waits_for,
)

ONE_FAILURE = [
    fails(500),
    fails(503, Retry_After="0"),
    fails(429),
    hangs_up,
    cuts_the_body,
    says(200, b"no page", X_Total_Count="25"),
]


def raw_get(path: str, accept_encoding: str = "identity") -> str:
    return (
        f"GET {BASE}{path} HTTP/1.1\r\nHost: a\r\nAuthorization: Bearer {TOKEN}\r\n"
        f"Accept-Encoding: {accept_encoding}\r\n\r\n"
    )


def unchunked(body: bytes) -> tuple[bytes, bool]:
    """The body's bytes and whether its last chunk came."""
    pieces: list[bytes] = []
    while body:
        size, _, body = body.partition(b"\r\n")
        if size == b"0":
            return b"".join(pieces), True
        pieces.append(body[: int(size, 16)])
        body = body[int(size, 16) + 2 :]
    return b"".join(pieces), False


@pytest.mark.parametrize("fault", ONE_FAILURE)
def test_a_page_that_fails_twice_in_the_middle_is_asked_for_again(
    web: Web, backend: FakeBackend, fault: Fault
) -> None:
    backend.faulty, backend.faults = is_second_page, [fault, fails(503, Retry_After="0")]
    users = web.get("/users").json()["users"]
    assert users == backend.records["users"]
    assert len([seen for seen in backend.seen if is_second_page(seen)]) == 3


@pytest.mark.parametrize("fault", ONE_FAILURE)
def test_a_first_page_that_fails_once_is_asked_for_again(
    web: Web, backend: FakeBackend, fault: Fault
) -> None:
    backend.faults = [fault]
    assert web.get("/users").json()["users"] == backend.records["users"]


@pytest.mark.parametrize(
    "faults",
    [
        [fails(500)] * 3,
        [cuts_the_body] * 3,
        [refuses(401, "unauthorized", "expired")],
        [fails(503, Retry_After="3600")],
    ],
)
def test_a_read_that_breaks_off_is_never_well_formed(
    web: Web, backend: FakeBackend, faults: list[Fault]
) -> None:
    backend.faulty, backend.faults = is_second_page, faults
    head, _, body = web.raw(raw_get("/users")).partition(b"\r\n\r\n")
    text, whole = unchunked(body)
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert text.startswith(b'{"users":[{"sourcedId":"users-0000"')
    assert not whole
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(text)


def test_a_broken_read_in_gzip_has_no_end_either(web: Web, backend: FakeBackend) -> None:
    backend.faulty, backend.faults = is_second_page, [refuses(401, "unauthorized", "expired")]
    head, _, body = web.raw(raw_get("/users", "gzip")).partition(b"\r\n\r\n")
    packed, whole = unchunked(body)
    gzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert b"Content-Encoding: gzip" in head
    assert b"users-0009" in gzip.decompress(packed)
    assert not gzip.eof
    assert not whole


def test_a_broken_read_over_http_1_0_is_cut_json(web: Web, backend: FakeBackend) -> None:
    backend.faulty, backend.faults = is_second_page, [refuses(401, "unauthorized", "expired")]
    reply = web.raw(raw_get("/users").replace("HTTP/1.1", "HTTP/1.0"))
    assert reply.endswith(b'"users-0009","status":"tobedeleted"}')


def test_a_broken_read_is_logged_as_broken(web: Web, backend: FakeBackend) -> None:
    backend.faulty, backend.faults = is_second_page, [refuses(401, "unauthorized", "expired")]
    web.raw(raw_get("/users").replace("Host:", "X-Request-Id: broken-1\r\nHost:"))
    assert "ended=broken" in web.log_line("broken-1")


def test_a_back_end_that_is_too_slow_is_a_400(web: Web, backend: FakeBackend) -> None:
    release = threading.Event()
    backend.faults = [waits_for(release), fails(500, Retry_After="3600")]
    assert web.get("/users").status_code == 400
    release.set()


def test_two_pages_are_fetched_while_one_is_sent_but_no_further_one(
    web: Web, backend: FakeBackend
) -> None:
    backend.records["users"] = [{**user, "name": "x" * 1_000_000} for user in records("users", 60)]
    with socket.create_connection(("127.0.0.1", web.port), timeout=20) as connection:
        request = raw_get("/users").replace("Host:", "X-Request-Id: gone-1\r\nHost:")
        connection.sendall(request.encode())
        assert connection.recv(1000)
        wait_until(lambda: len(backend.seen) == 3)
    assert "ended=left" in web.log_line("gone-1")
    assert len(backend.seen) == 3


def test_a_page_whose_end_is_known_is_followed_by_more_before_all_of_it_is_here(
    web: Web, backend: FakeBackend
) -> None:
    backend.records["users"] = records("users", 35)
    fourth_is_asked_for = threading.Event()

    def is_slow(seen: Seen) -> bool:
        if seen.query.get("after") == "c20":
            fourth_is_asked_for.set()
        return is_second_page(seen)

    slow = sends_its_headers_and_waits_until(fourth_is_asked_for, "c20")
    backend.faulty, backend.faults = is_slow, [slow, slow]  # while there is one, all are looked at
    users = web.get("/users").json()["users"]
    assert users[10:] == [{"sourcedId": "slow"}, *backend.records["users"][20:]]


@pytest.mark.parametrize("revision", ["2", ""])
def test_a_page_that_was_counted_from_other_data_is_asked_for_again_from_a_known_end(
    web: Web, backend: FakeBackend, revision: str
) -> None:
    other = shows("users", [{"sourcedId": "other"}], X_Data_Revision=revision, X_Next_After="c5")
    backend.faulty, backend.faults = is_third_page, [other]
    assert web.get("/users").json()["users"] == backend.records["users"]
    assert "/api/v1p1/users?limit=10&after=c20" in [seen.target for seen in backend.seen]


def test_no_page_is_asked_for_behind_the_last(web: Web, backend: FakeBackend) -> None:
    backend.records["users"] = records("users", 20)
    web.get("/users")
    assert len(backend.seen) == 2


@pytest.mark.parametrize("announced", ["c15", "c25", "c10"])
def test_a_page_that_ends_elsewhere_when_asked_for_again_is_followed_by_what_comes_then(
    web: Web, backend: FakeBackend, announced: str
) -> None:
    backend.faulty, backend.faults = is_second_page, [cuts_a_page_that_ends(announced)]
    assert web.get("/users").json()["users"] == backend.records["users"]


def test_head_does_not_read_further_pages(web: Web, backend: FakeBackend) -> None:
    reply = web.ask("HEAD", BASE + "/users", headers=BEARER)
    assert (reply.status_code, reply.content) == (200, b"")
    assert reply.headers["X-Total-Count"] == "25"
    assert len(backend.seen) == 1


def test_many_long_reads_at_once_are_each_complete(web: Web, backend: FakeBackend) -> None:
    bodies: list[bytes] = []
    readers = [
        threading.Thread(target=lambda: bodies.append(web.get("/users").content)) for _ in range(20)
    ]
    for reader in readers:
        reader.start()
    for reader in readers:
        reader.join()
    assert {len(json.loads(body)["users"]) for body in bodies} == {25}
    assert len(bodies) == 20
