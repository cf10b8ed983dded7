"""The token's trigger, from HTTP request to HTTP response, with secrets kept in a dictionary."""

from __future__ import annotations

import base64
import json
from collections.abc import Sequence
from typing import Any

import azure.functions as func
import pytest

from functions.guesses import Guesses
from functions.keys import Keys
from functions.secret_hash import hash_secret
from functions.token_trigger import Handler, token_handler
from functions.tokens import Tokens
from shared.oneroster import DEMOGRAPHICS_SCOPE, ROSTER, ROSTER_CORE

NOW = 1_800_000_000.0


@pytest.fixture
def handler(keys: Keys) -> Handler:
    """Knows the client acme with two live secrets, granted two scopes."""
    granted = "roster-core.readonly roster.readonly"
    rows = {
        "acme": [(7, hash_secret(secret, keys), granted, None) for secret in ("old", "new")],
        "poor": [(8, hash_secret("new", keys), "", None)],
    }
    uncounted = Guesses(_no_call, keys, 0)
    return token_handler(
        lambda client: rows.get(client, []), keys, Tokens(keys), uncounted, lambda: NOW
    )


def _no_call(procedure: str, arguments: Sequence[Any]) -> list[Any]:
    raise AssertionError(f"{procedure} was called")


def _ask(handler: Handler, credentials: str, body: str = "", **query: str) -> func.HttpResponse:
    return handler(
        func.HttpRequest(
            "POST",
            "http://localhost/api/token",
            headers={
                "Authorization": f"Basic {base64.b64encode(credentials.encode()).decode()}",
                "Content-Type": "application/x-www-form-urlencoded",
            },
            params=query,
            body=body.encode(),
        )
    )


def _json(response: func.HttpResponse) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(response.get_body())
    return found


@pytest.mark.parametrize("secret", ["old", "new"])
def test_every_live_secret_gets_the_documented_reply(
    handler: Handler, keys: Keys, secret: str
) -> None:
    response = _ask(handler, f"acme:{secret}")
    reply = _json(response)
    assert response.status_code == 200
    assert response.mimetype == "application/json"
    assert response.headers["Cache-Control"] == "no-store"
    assert list(reply) == ["access_token", "token_type", "expires_in"]
    assert reply["token_type"] == "Bearer"
    assert reply["expires_in"] == 3600
    assert Tokens(keys).open_token(reply["access_token"], NOW).relying_party_id == 7


@pytest.mark.parametrize("credentials", ["acme:wrong", "nobody:new", "ACME:new", "acme:", "acme"])
def test_anything_wrong_gets_the_documented_refusal(handler: Handler, credentials: str) -> None:
    response = _ask(handler, credentials)
    assert response.status_code == 401
    assert response.headers["WWW-Authenticate"].startswith("Basic")
    assert response.headers["Cache-Control"] == "no-store"
    assert response.mimetype == "application/json"
    assert _json(response) == {
        "error": "invalid_client",
        "error_description": "Request contains an invalid client ID or secret",
    }


def test_the_scopes_asked_and_granted_are_named(handler: Handler, keys: Keys) -> None:
    reply = _json(_ask(handler, "acme:new", scope=f"{DEMOGRAPHICS_SCOPE} {ROSTER} made-up"))
    assert reply["scope"] == ROSTER
    assert Tokens(keys).open_token(reply["access_token"], NOW).scopes == (ROSTER,)


def test_no_scope_asked_gets_all_that_is_granted(handler: Handler, keys: Keys) -> None:
    reply = _json(_ask(handler, "acme:new"))
    assert Tokens(keys).open_token(reply["access_token"], NOW).scopes == (ROSTER_CORE, ROSTER)


def test_who_was_granted_nothing_gets_a_token_that_is_good_for_nothing(
    handler: Handler, keys: Keys
) -> None:
    reply = _json(_ask(handler, "poor:new"))
    assert Tokens(keys).open_token(reply["access_token"], NOW).scopes == ()


@pytest.mark.parametrize("scope", [DEMOGRAPHICS_SCOPE, "made-up", "roster.readonly"])
def test_asking_only_for_what_was_not_granted_is_an_invalid_scope(
    handler: Handler, scope: str
) -> None:
    response = _ask(handler, "acme:new", f"grant_type=client_credentials&scope={scope}")
    assert response.status_code == 400
    assert response.headers["Cache-Control"] == "no-store"
    assert _json(response)["error"] == "invalid_scope"
    assert "access_token" not in _json(response)


def test_a_wrong_secret_is_not_told_about_scopes(handler: Handler) -> None:
    assert _ask(handler, "acme:wrong", scope="made-up").status_code == 401
