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
    cuts_the_body,
    fails,
    hangs_up,
    records,
    refuses,
    says,
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


def second_page(seen: Seen) -> bool:
    return seen.query.get("after") == "c10"


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
    backend.faulty, backend.faults = second_page, [fault, fails(503, Retry_After="0")]
    users = web.get("/users").json()["users"]
    assert users == backend.records["users"]
    assert len([seen for seen in backend.seen if second_page(seen)]) == 3


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
    backend.faulty, backend.faults = second_page, faults
    head, _, body = web.raw(raw_get("/users")).partition(b"\r\n\r\n")
    text, whole = unchunked(body)
    assert head.startswith(b"HTTP/1.1 200 OK")
    assert text.startswith(b'{"users":[{"sourcedId":"users-0000"')
    assert not whole
    with pytest.raises(ValueError, match="Expecting"):
        json.loads(text)


def test_a_broken_read_in_gzip_has_no_end_either(web: Web, backend: FakeBackend) -> None:
    backend.faulty, backend.faults = second_page, [refuses(401, "unauthorized", "expired")]
    head, _, body = web.raw(raw_get("/users", "gzip")).partition(b"\r\n\r\n")
    packed, whole = unchunked(body)
    gzip = zlib.decompressobj(16 + zlib.MAX_WBITS)
    assert b"Content-Encoding: gzip" in head
    assert b"users-0009" in gzip.decompress(packed)
    assert not gzip.eof
    assert not whole


def test_a_broken_read_over_http_1_0_is_cut_json(web: Web, backend: FakeBackend) -> None:
    backend.faulty, backend.faults = second_page, [refuses(401, "unauthorized", "expired")]
    reply = web.raw(raw_get("/users").replace("HTTP/1.1", "HTTP/1.0"))
    assert reply.endswith(b'"users-0009","status":"tobedeleted"}')


def test_a_broken_read_is_logged_as_broken(web: Web, backend: FakeBackend) -> None:
    backend.faulty, backend.faults = second_page, [refuses(401, "unauthorized", "expired")]
    web.raw(raw_get("/users").replace("Host:", "X-Request-Id: broken-1\r\nHost:"))
    assert web.log_line("broken-1")["ended"] == "broken"


def test_a_back_end_that_is_too_slow_is_a_400(web: Web, backend: FakeBackend) -> None:
    release = threading.Event()
    backend.faults = [waits_for(release), fails(500, Retry_After="3600")]
    assert web.get("/users").status_code == 400
    release.set()


def test_the_next_page_is_fetched_while_this_one_is_sent_but_no_further_one(
    web: Web, backend: FakeBackend
) -> None:
    backend.records["users"] = [{**user, "name": "x" * 1_000_000} for user in records("users", 60)]
    with socket.create_connection(("127.0.0.1", web.port), timeout=20) as connection:
        request = raw_get("/users").replace("Host:", "X-Request-Id: gone-1\r\nHost:")
        connection.sendall(request.encode())
        assert connection.recv(1000)
        wait_until(lambda: len(backend.seen) == 2)
    assert web.log_line("gone-1")["ended"] == "left"
    assert len(backend.seen) == 2


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
