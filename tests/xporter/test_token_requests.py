"""Getting a token: every form in which clients ask, and every form in which nobody gets one."""

from __future__ import annotations

import base64
from contextlib import closing
from datetime import timedelta
from typing import Any
from urllib.parse import quote

import pytest
import requests

from admin import relying_parties
from admin.connection import connect
from functions.key_file import load_keys
from shared.oneroster import ROSTER_CORE
from tests.stack import PRIMARY, Client, Stack
from tests.xporter.asking import bearer, wait_until

GRANT = {"grant_type": "client_credentials"}
FORM = {"Content-Type": "application/x-www-form-urlencoded"}
REFUSAL = {
    "error": "invalid_client",
    "error_description": "Request contains an invalid client ID or secret",
}


def basic(text: str, scheme: str = "Basic") -> dict[str, str]:
    return {"Authorization": f"{scheme} {base64.b64encode(text.encode()).decode()}"}


def credentials(client: Client) -> str:
    return f"{client.client_id}:{client.client_secret}"


def in_form(client: Client, **more: str) -> dict[str, str]:
    return {"client_id": client.client_id, "client_secret": client.client_secret, **more}


# What each form of request sends, made of the client that sends it.
GOOD = {
    "Basic and nothing else": lambda one: {"headers": basic(credentials(one))},
    "Basic in lower case": lambda one: {"headers": basic(credentials(one), "basic")},
    "Basic and a form": lambda one: {"headers": basic(credentials(one)), "data": GRANT},
    "Basic, a form and a scope": lambda one: {
        "headers": basic(credentials(one)),
        "data": {**GRANT, "scope": ROSTER_CORE},
    },
    "Basic and an empty form": lambda one: {"headers": {**basic(credentials(one)), **FORM}},
    "Basic and the client's id in the form": lambda one: {
        "headers": basic(credentials(one)),
        "data": {**GRANT, "client_id": one.client_id},
    },
    "Basic and JSON that is not read": lambda one: {
        "headers": basic(credentials(one)),
        "json": GRANT,
    },
    "credentials in the form": lambda one: {"data": in_form(one, **GRANT)},
    "credentials in the form without a grant type": lambda one: {"data": in_form(one)},
    "grant type and scope in the query": lambda one: {
        "headers": basic(credentials(one)),
        "params": {**GRANT, "scope": ROSTER_CORE},
    },
    "Basic of url-encoded id and secret": lambda one: {
        "headers": basic(":".join(quote(part, safe="") for part in credentials(one).split(":")))
    },
}
BAD = {
    "nothing": lambda one: {},
    "another secret": lambda one: {"headers": basic(f"{one.client_id}:guess")},
    "a secret cut short": lambda one: {"headers": basic(credentials(one)[:-1])},
    "a secret with more": lambda one: {"headers": basic(credentials(one) + "x")},
    "no secret": lambda one: {"headers": basic(one.client_id)},
    "an empty secret": lambda one: {"headers": basic(f"{one.client_id}:")},
    "an empty id": lambda one: {"headers": basic(f":{one.client_secret}")},
    "another id": lambda one: {"headers": basic(f"nobody:{one.client_secret}")},
    "id and secret swapped": lambda one: {"headers": basic(f"{one.client_secret}:{one.client_id}")},
    "an id with more": lambda one: {"headers": basic(f"{one.client_id}x:{one.client_secret}")},
    "no base64": lambda one: {"headers": {"Authorization": f"Basic {credentials(one)}!"}},
    "Basic alone": lambda one: {"headers": {"Authorization": "Basic"}},
    "another scheme": lambda one: {"headers": basic(credentials(one), "Bearer")},
    "an access token": lambda one: {"headers": bearer(one.token())},
    "another grant type": lambda one: {
        "headers": basic(credentials(one)),
        "data": {"grant_type": "password"},
    },
    "SQL in the id": lambda one: {"headers": basic(f"' or '1'='1:{one.client_secret}")},
    "a grant type of 10,000 characters": lambda one: {
        "headers": basic(credentials(one)),
        "params": {"grant_type": "x" * 10_000},
    },
    "a wrong secret in the form": lambda one: {"data": in_form(one) | {"client_secret": "x"}},
    "the secret as JSON": lambda one: {"json": in_form(one)},
    "the secret in the query": lambda one: {"params": in_form(one)},
}


def ask(stack: Stack, client: Client, arguments: Any, path: str = "/token") -> requests.Response:
    url = stack.base + path
    return requests.post(url, timeout=30, allow_redirects=False, **arguments(client))


def works(stack: Stack, token: str) -> bool:
    reply = requests.get(f"{stack.base}/orgs", headers=bearer(token), timeout=30)
    return reply.status_code == 200


@pytest.mark.parametrize("form", GOOD)
def test_a_token_is_given_for(stack: Stack, form: str) -> None:
    reply = ask(stack, stack.trust, GOOD[form])
    assert reply.status_code == 200
    assert set(reply.json()) == {"access_token", "token_type", "expires_in"}
    assert (reply.json()["token_type"], reply.json()["expires_in"]) == ("Bearer", 3600)
    assert works(stack, reply.json()["access_token"])


@pytest.mark.parametrize("path", ["/Token", "/TOKEN", "/token/", "//token", "/Token/?a=b"])
def test_the_token_is_given_at_any_spelling_of_its_address(stack: Stack, path: str) -> None:
    reply = ask(stack, stack.trust, GOOD["Basic and a form"], path)
    assert reply.status_code == 200


@pytest.mark.parametrize("form", BAD)
def test_no_token_is_given_for(stack: Stack, form: str) -> None:
    reply = ask(stack, stack.trust, BAD[form])
    assert (reply.status_code, reply.json()) == (401, REFUSAL)
    assert reply.headers["WWW-Authenticate"].startswith("Basic ")
    assert reply.headers["Content-Type"] == "application/json"


@pytest.mark.parametrize("arguments", [GOOD["Basic and nothing else"], BAD["nothing"]])
def test_a_token_reply_is_never_cached(stack: Stack, arguments: Any) -> None:
    reply = ask(stack, stack.trust, arguments)
    assert reply.headers["Cache-Control"] == "no-store"
    assert reply.headers["Pragma"] == "no-cache"
    assert "ETag" not in reply.headers


def test_two_tokens_are_never_the_same(stack: Stack) -> None:
    assert stack.trust.token() != stack.trust.token()


def test_a_get_with_a_body_is_harmless(stack: Stack, roster: dict[str, Any]) -> None:
    assert stack.trust.records("/orgs", data=GRANT) == roster["orgs"]


def test_a_body_of_megabytes_is_refused(stack: Stack) -> None:
    reply = ask(stack, stack.trust, lambda one: {"data": in_form(one, x="x" * 2_000_000)})
    assert reply.status_code == 413


def test_a_rotated_secret_lives_on_as_long_as_was_said_and_then_ends(stack: Stack) -> None:
    client = stack.client("Rotating", (PRIMARY,))
    asked = GOOD["Basic and nothing else"]
    with closing(connect(stack.database)) as connection:
        keys = load_keys(str(stack.key_file))
        relying_parties.rotate_secret(connection, keys, "Rotating", timedelta(hours=1))
        old = ask(stack, client, asked)
        new = relying_parties.rotate_secret(connection, keys, "Rotating", timedelta(0))
    assert old.status_code == 200
    assert ask(stack, client, asked).status_code == 401
    fresh = Client(stack.base, new.client_id, new.client_secret)
    assert ask(stack, fresh, asked).status_code == 200
    assert works(stack, old.json()["access_token"])


def test_a_revoked_relying_party_is_refused_at_once(stack: Stack) -> None:
    client = stack.client("Revoked at once", (PRIMARY,))
    assert client.get("/orgs").status_code == 200
    with closing(connect(stack.database)) as connection:
        relying_parties.revoke(connection, "Revoked at once")
    for name in ("orgs", "users", "courses"):
        assert client.get(f"/{name}").status_code == 400
    assert ask(stack, client, GOOD["Basic and nothing else"]).status_code == 401


def test_a_school_that_withdraws_is_out_of_sight_at_once(stack: Stack) -> None:
    client = stack.client("Withdrawn", (PRIMARY,))
    assert client.records("/users")
    with closing(connect(stack.database)) as connection:
        relying_parties.withdraw(connection, "Withdrawn", (PRIMARY,))
    assert client.records("/users") == []
    with closing(connect(stack.database)) as connection:
        relying_parties.authorise(connection, "Withdrawn", (PRIMARY,))
    assert wait_until(lambda: client.records("/users"))
