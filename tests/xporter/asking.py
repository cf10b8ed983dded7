"""What the tests of a running Xporter ask with, beside the clients of the stack."""

from __future__ import annotations

import time
from collections.abc import Callable
from contextlib import closing
from typing import Any, TypeVar

import requests

from admin.connection import connect
from admin.relying_parties import list_all
from functions.identity import Identity
from functions.key_file import load_keys
from functions.tokens import Tokens
from shared.oneroster import SCOPES
from tests.stack import Client, Stack

T = TypeVar("T")
Record = dict[str, Any]
Roster = dict[str, list[Record]]

COLLECTIONS = ("orgs", "users", "classes", "enrollments", "academicSessions")
ACTIVE, DELETED = "status='active'", "status='tobedeleted'"


def bearer(token: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {token}"}


def roster_of(client: Client) -> Roster:
    """All that a relying party sees of the five collections, by collection."""
    return {name: client.records(f"/{name}") for name in COLLECTIONS}


def identity_of(stack: Stack, client: Client, scopes: tuple[str, ...] = SCOPES) -> Identity:
    """The relying party behind `client`, with any scopes."""
    with closing(connect(stack.database)) as connection:
        (party,) = (one for one in list_all(connection) if one.client_id == client.client_id)
    return Identity(party.relying_party_id, scopes)


def minted(stack: Stack, client: Client, *, age: float = 0) -> str:
    """A token with every scope, as the back-end itself would have made it `age` seconds ago."""
    tokens = Tokens(load_keys(str(stack.key_file)))
    return tokens.mint(identity_of(stack, client), time.time() - age)


def ask_backend(
    stack: Stack, token: str, target: str, method: str = "GET", **arguments: Any
) -> requests.Response:
    """The functions tier, asked past the web tier; `target` is path and query below v1p1."""
    url = f"http://127.0.0.1:{stack.ports.functions}/api/v1p1{target}"
    headers = {**bearer(token), "X-Public-Base": stack.base}
    return requests.request(method, url, headers=headers, timeout=30, **arguments)


def logged(stack: Stack, tier: str, words: str) -> str:
    """What a tier ("web" or "functions") has written, once `words` stand in it: a line is written
    after the reply."""
    wait_until(lambda: words in stack.log(tier))
    return stack.log(tier)


def wait_until(found: Callable[[], T], seconds: float = 20) -> T:
    """What `found()` returns once that is true."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.02)
    return value
