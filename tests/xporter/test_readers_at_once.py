"""Several relying parties at the same time: everybody gets his own, whole."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from contextlib import closing

import pytest
import requests

from admin.connection import connect
from admin.relying_parties import revoke
from tests.stack import PRIMARY, SECONDARY, SIXTH_FORM, Client, Stack
from tests.xporter.asking import COLLECTIONS, bearer, roster_of, wait_until
from tests.xporter.fragile import Fragile


def test_nobody_gets_anothers_records_under_load(stack: Stack) -> None:
    clients = (stack.trust, stack.primary, stack.stranger)
    expected = [roster_of(client) for client in clients]
    tokens = [client.token() for client in clients]

    def read(number: int) -> bool:
        who, name = number % len(clients), COLLECTIONS[number % len(COLLECTIONS)]
        reply = requests.get(f"{stack.base}/{name}", headers=bearer(tokens[who]), timeout=60)
        return bool(reply.json()[name] == expected[who][name])

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(read, range(90)))


def test_tokens_minted_at_once_are_each_ones_own(stack: Stack) -> None:
    clients = (stack.trust, stack.primary, stack.stranger) * 6

    def schools(client: Client) -> set[str]:
        fresh = Client(client.base, client.client_id, client.client_secret)
        return {org["sourcedId"] for org in fresh.records("/orgs")}

    with ThreadPoolExecutor(8) as pool:
        found = list(pool.map(schools, clients))
    assert found == found[:3] * 6
    assert not found[0] & found[2]


def test_a_long_read_breaks_off_when_its_reader_is_revoked(fragile: Fragile) -> None:
    wait_until(fragile.is_well)
    client = fragile.stack.client("Leaving", (SECONDARY, PRIMARY, SIXTH_FORM))
    url, headers = f"{client.base}/enrollments", bearer(client.token())
    # Connected before the read begins: the rest of it takes but a moment.
    with closing(connect(fragile.stack.database)) as connection:
        reply = requests.get(url, headers=headers, stream=True, timeout=60)
        arriving = reply.iter_content(1000)
        assert next(arriving).startswith(b'{"enrollments":[')
        revoke(connection, "Leaving")
    with pytest.raises((requests.ConnectionError, requests.exceptions.ChunkedEncodingError)):
        list(arriving)
    assert requests.get(url, headers=headers, timeout=60).status_code == 400


def test_who_hangs_up_in_the_middle_of_a_read_disturbs_nobody(fragile: Fragile) -> None:
    wait_until(fragile.is_well)
    whole = fragile.get("/users").json()["users"]
    for _ in range(40):
        fragile.get("/enrollments", stream=True).close()
    assert fragile.get("/users").json()["users"] == whole


def test_head_of_a_long_list_tells_the_total_at_once(fragile: Fragile) -> None:
    wait_until(fragile.is_well)
    url = f"{fragile.stack.base}/enrollments"
    reply = requests.head(url, headers=bearer(fragile.token), timeout=60)
    assert (reply.status_code, reply.content) == (200, b"")
    assert (
        reply.headers["X-Total-Count"]
        == fragile.get("/enrollments?limit=1").headers["X-Total-Count"]
    )
