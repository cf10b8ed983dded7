"""What readers get while something behind them is broken: a whole list, a refusal or a transfer
that breaks off. Never a well-formed list that lacks records; and all is well again by itself."""

from __future__ import annotations

import json
import os
import signal

import pytest
import requests

from tests.databases import end_sessions
from tests.xporter.asking import Record, wait_until
from tests.xporter.fragile import PAGE_SIZE, Fragile, Readers

PATIENCE = 120.0  # seconds
BROKEN = (requests.ConnectionError, requests.exceptions.ChunkedEncodingError)


@pytest.fixture
def users(fragile: Fragile) -> list[Record]:
    """The list that every complete reply must be."""
    wait_until(fragile.is_well)
    found: list[Record] = fragile.get("/users").json()["users"]
    assert len(found) == 637
    return found


def is_plain_refusal(reply: requests.Response) -> bool:
    inside = ("Traceback", "127.0.0.1", "psql", "ODBC", "SELECT", "/home", ".py", "socket")
    return (
        reply.status_code == 400
        and reply.headers["Content-Type"].startswith("text/plain")
        and reply.headers["X-Request-Id"] in reply.text
        and not any(word in reply.text for word in inside)
    )


def test_while_the_back_end_is_down_all_is_refused_in_plain_text_and_then_well_again(
    fragile: Fragile, users: list[Record]
) -> None:
    trust = fragile.stack.trust
    with fragile.without_backend():
        assert is_plain_refusal(fragile.get("/users"))
        assert is_plain_refusal(fragile.get("/users?limit=3"))
        login = (trust.client_id, trust.client_secret)
        assert is_plain_refusal(requests.post(f"{trust.base}/token", auth=login, timeout=60))
        assert fragile.get("/version").status_code == 200
    assert fragile.get("/users").json()["users"] == users


@pytest.mark.parametrize("encoding", ["gzip", "identity"])
def test_a_read_breaks_off_when_the_back_end_dies_in_the_middle(
    fragile: Fragile, encoding: str
) -> None:
    wait_until(fragile.is_well)
    arriving = fragile.get("/enrollments", stream=True, encoding=encoding).iter_content(1000)
    arrived = [next(arriving)]
    with fragile.without_backend(), pytest.raises(BROKEN):
        arrived.extend(arriving)
    text = b"".join(arrived)
    assert text.startswith(b'{"enrollments":[{')
    assert text.count(b'"sourcedId"') >= PAGE_SIZE
    with pytest.raises(ValueError, match=r"Expecting|Unterminated"):
        json.loads(text)


def test_readers_get_whole_lists_or_errors_while_the_database_restarts(
    fragile: Fragile, users: list[Record]
) -> None:
    with Readers(fragile, "/users") as readers:
        wait_until(lambda: len(readers.complete) >= 3)
        fragile.outage.stop()
        # A back-end of SQL Server is patient: that server may be waking up.
        wait_until(lambda: len(readers.refused) >= 3, PATIENCE)
        fragile.outage.start()
        before = len(readers.complete)
        wait_until(lambda: len(readers.complete) >= before + 6, PATIENCE)
    assert not readers.odd
    assert all(found == users for found in readers.complete)
    assert all("request id" in text for text in readers.refused)


def test_readers_get_whole_lists_or_errors_while_the_back_end_restarts(
    fragile: Fragile, users: list[Record]
) -> None:
    with Readers(fragile, "/users") as readers:
        wait_until(lambda: len(readers.complete) >= 3)
        with fragile.without_backend():
            wait_until(lambda: readers.broken + len(readers.refused) >= 3)
        before = len(readers.complete)
        wait_until(lambda: len(readers.complete) >= before + 6)
    assert not readers.odd
    assert all(found == users for found in readers.complete)


@pytest.mark.parametrize("tier", ["web", "functions"])
def test_a_killed_worker_is_replaced(fragile: Fragile, users: list[Record], tier: str) -> None:
    workers = getattr(fragile.stack, tier).workers
    killed = workers()
    with Readers(fragile, "/users") as readers:
        wait_until(lambda: len(readers.complete) >= 3)
        for pid in killed:
            os.kill(pid, signal.SIGKILL)
        before = len(readers.complete)
        wait_until(lambda: len(readers.complete) >= before + 6)
    assert len(workers()) == len(killed)
    assert not set(workers()) & set(killed)
    assert not readers.odd
    assert all(found == users for found in readers.complete)


def test_the_database_of_a_dead_connection_is_connected_to_again(
    fragile: Fragile, users: list[Record]
) -> None:
    assert end_sessions(fragile.outage.server, fragile.login) > 0
    assert fragile.get("/users").json()["users"] == users
