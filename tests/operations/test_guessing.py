"""Those who guess credentials are slowed, per client id and per address."""

from __future__ import annotations

import secrets
from contextlib import closing
from typing import Any

import pytest
import requests

from admin.connection import connect
from functions.guesses import SLOTS
from tests.operations.conftest import FREE_GUESSES, Second
from tests.servers import earlier
from tests.stack import Client, Stack


def new_address() -> str:
    return f"2001:db8:{secrets.randbelow(65536):x}:{secrets.randbelow(65536):x}::1"


def ask(second: Second, client: Client, address: str, secret: str = "") -> requests.Response:
    return requests.post(
        f"{second.ports.base_url}/token",
        auth=(client.client_id, secret or client.client_secret),
        headers={"X-Forwarded-For": f"198.51.100.7, {address}"},
        timeout=30,
    )


@pytest.fixture
def client(stack: Stack, request: pytest.FixtureRequest) -> Client:
    return stack.client(request.node.name, ())


def guess(second: Second, client: Client, address: str, times: int) -> list[int]:
    return [ask(second, client, address, f"wrong-{n}").status_code for n in range(times)]


def test_a_client_id_is_slowed_after_a_few_wrong_secrets(second: Second, client: Client) -> None:
    assert guess(second, client, new_address(), FREE_GUESSES) == [401] * FREE_GUESSES
    refused = ask(second, client, new_address())
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 60
    assert "Too many wrong credentials" in refused.text


def test_each_wrong_secret_doubles_the_wait(second: Second, client: Client, stack: Stack) -> None:
    waits = []
    for _ in range(4):
        guess(second, client, new_address(), FREE_GUESSES)
        waits.append(int(ask(second, client, new_address()).headers["Retry-After"]))
        _let_pass(stack, seconds=61)
    assert waits == sorted(waits)
    assert waits[-1] > 2 * waits[0]


def test_the_wait_ends(second: Second, client: Client, stack: Stack) -> None:
    guess(second, client, new_address(), FREE_GUESSES)
    assert ask(second, client, new_address()).status_code == 429
    _let_pass(stack, seconds=61)
    assert ask(second, client, new_address()).status_code == 200


def test_who_got_a_token_from_an_address_need_not_wait_for_others(
    second: Second, client: Client
) -> None:
    home = new_address()
    assert ask(second, client, home).status_code == 200
    guess(second, client, new_address(), FREE_GUESSES)
    assert ask(second, client, new_address()).status_code == 429
    assert ask(second, client, home).status_code == 200


def test_an_address_is_slowed_whichever_client_ids_it_tries(second: Second, stack: Stack) -> None:
    address = new_address()
    tried = [Client("", secrets.token_hex(12), "x") for _ in range(4 * FREE_GUESSES)]
    assert {ask(second, one, address).status_code for one in tried} == {401}
    neighbour = address.replace("::1", "::2")  # one subscriber has them all
    assert ask(second, stack.trust, neighbour).status_code == 429
    assert ask(second, stack.trust, new_address()).status_code == 200


def test_instances_count_together(second: Second, client: Client) -> None:
    guess(second, client, new_address(), FREE_GUESSES)
    reply = requests.post(
        f"http://127.0.0.1:{second.another}/api/token",
        auth=(client.client_id, client.client_secret),
        headers={"X-Client-Address": new_address()},
        timeout=30,
    )
    assert reply.status_code == 429


def test_a_flood_of_client_ids_takes_no_more_than_the_slots(second: Second, stack: Stack) -> None:
    for _ in range(20):
        ask(second, Client("", secrets.token_hex(12), "x"), new_address())
    slots = _slots(stack)
    assert len(slots) >= 20
    assert all(0 <= slot < 3 * SLOTS for slot in slots)


def _slots(stack: Stack) -> list[int]:
    with closing(connect(stack.database)) as connection:
        return [row[0] for row in connection.execute("select slot from gcidm.guesses").fetchall()]


def _let_pass(stack: Stack, seconds: int) -> Any:
    with closing(connect(stack.database)) as connection:
        then = earlier(connection, "at", seconds=seconds)
        connection.execute(f"update gcidm.guesses set at = {then}")
        connection.commit()
