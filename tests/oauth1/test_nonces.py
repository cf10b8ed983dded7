"""A nonce is good once: for its key and timestamp, and in all instances of the back-end."""

from __future__ import annotations

import time
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Barrier

import pyodbc
import pytest

from shared.errors import Unauthorized
from tests.oauth1.conftest import KEY, SECRET, URL, Desk, Instance
from tests.oauth1.signer import NOW, Client

CLIENT = Client(KEY, SECRET)
USED = r"^The oauth_nonce was used before; each request needs its own\.$"


def test_a_request_that_is_sent_again_is_refused(desk: Desk) -> None:
    header = CLIENT.header("GET", URL)
    assert desk.judge(header)
    with pytest.raises(Unauthorized, match=USED):
        desk.judge(header)


def test_the_same_nonce_is_good_with_another_timestamp(desk: Desk) -> None:
    assert desk.judge(CLIENT.header("GET", URL))
    assert desk.judge(replace(CLIENT, now=NOW + 1).header("GET", URL))


@pytest.mark.parametrize(
    "wrong",
    [
        replace(CLIENT, secret="wrong"),
        replace(CLIENT, oauth={"oauth_body_hash": "wrong"}),
        replace(CLIENT, oauth={"oauth_version": "2.0"}),
    ],
)
def test_nobody_else_can_use_a_nonce_up(desk: Desk, wrong: Client) -> None:
    with pytest.raises(Unauthorized):
        desk.judge(wrong.header("GET", URL))
    assert desk.judge(CLIENT.header("GET", URL))


def test_a_nonce_that_came_too_late_is_not_kept(desk: Desk) -> None:
    desk.now = NOW + 301
    with pytest.raises(Unauthorized):
        desk.judge(CLIENT.header("GET", URL))
    assert not desk.nonces


def test_a_nonce_that_one_instance_saw_is_used_in_all(instance: Instance) -> None:
    one, other = instance(), instance()
    assert one.use_nonce("key", NOW, "nonce")
    assert not other.use_nonce("key", NOW, "nonce")
    assert other.use_nonce("key", NOW, "Nonce")
    assert other.use_nonce("key", NOW + 1, "nonce")
    assert other.use_nonce("Key", NOW, "nonce")


def test_of_two_instances_at_once_one_gets_the_nonce(instance: Instance) -> None:
    instances = instance(), instance()
    together = Barrier(2)

    def use(number: int) -> list[bool]:
        found = []
        for nonce in map(str, range(50)):
            together.wait()
            found.append(instances[number].use_nonce("key", NOW, nonce))
        return found

    with ThreadPoolExecutor(2) as pool:
        first, second = pool.map(use, (0, 1))
    assert [sum(pair) for pair in zip(first, second, strict=True)] == [1] * 50


def test_nonces_that_no_timestamp_can_repeat_are_swept(
    connection: pyodbc.Connection, instance: Instance
) -> None:
    now = int(time.time())
    backend = instance()
    for age in range(1000, 1500):
        backend.use_nonce("old", now - age, "nonce")
    for number in range(2000):
        assert backend.use_nonce("new", now - 299, str(number))
    kept = "select consumerKey, count(*) from gcidm.oauthNonces group by consumerKey"
    assert [tuple(row) for row in connection.execute(kept)] == [("new", 2000)]
