"""Tokens for one school: the secret that a relying party shares with it, and what they open to."""

from __future__ import annotations

import json
from base64 import b64encode
from typing import Any
from urllib.parse import quote

import azure.functions as func
import pyodbc
import pytest

from functions.credentials import Credentials
from functions.database import Database
from functions.guesses import Guesses
from functions.identity import Identity
from functions.keys import Keys
from functions.token_trigger import Handler, token_handler
from functions.tokens import Tokens
from tests.admin.conftest import Xporter

NOW = 1_800_000_000.0


@pytest.fixture
def school_token(database: str, keys: Keys, schools: None) -> Handler:
    """What answers `POST token/school`."""
    call = Database(database).call
    guesses = Guesses(call, keys, 0)
    return token_handler(Credentials(call).of_school, keys, Tokens(keys), guesses, lambda: NOW)


def _authorised(xporter: Xporter, name: str, estab: str) -> dict[str, str]:
    found: dict[str, str] = json.loads(
        xporter("relying-party", "authorise", name, estab, "--json").out
    )
    return found


def _ask(handler: Handler, user: str, secret: str, body: bytes = b"") -> tuple[int, dict[str, Any]]:
    credentials = b64encode(f"{user}:{secret}".encode()).decode()
    request = func.HttpRequest(
        "POST",
        "http://localhost/api/token/school",
        headers={"Authorization": f"Basic {credentials}"} if user else {},
        body=body,
    )
    response = handler(request)
    return response.status_code, json.loads(response.get_body())


def _identity(keys: Keys, reply: tuple[int, dict[str, Any]]) -> Identity:
    assert reply[0] == 200
    return Tokens(keys).open_token(reply[1]["access_token"], NOW)


def test_the_secret_gets_a_token_for_that_school_alone(
    xporter: Xporter, school_token: Handler, keys: Keys
) -> None:
    xporter("relying-party", "create", "Acme", "--school", "south")
    made = _authorised(xporter, "Acme", "9990001")
    assert (made["rp"], made["estab"]) == ("Acme", "9990001")
    reply = _ask(school_token, "Acme|9990001", made["shared_secret"])
    assert list(reply[1]) == ["access_token", "token_type", "expires_in"]
    identity = _identity(keys, reply)
    assert identity.school == "hill"
    assert len(identity.scopes) == 4


def test_the_school_is_authorised_with_it(xporter: Xporter, schools: None) -> None:
    xporter("relying-party", "create", "Acme")
    _authorised(xporter, "Acme", "9990001")
    assert json.loads(xporter("relying-party", "list", "--json").out)[0]["schools"] == ["hill"]


def test_client_id_and_sourced_id_do_as_well(
    xporter: Xporter, school_token: Handler, keys: Keys
) -> None:
    made = json.loads(xporter("relying-party", "create", "Acme", "--json").out)
    secret = _authorised(xporter, "Acme", "hill")["shared_secret"]
    for user in (f"{made['client_id']}|hill", "Acme|hill", "Acme|9990001"):
        assert _identity(keys, _ask(school_token, user, secret)).school == "hill"


@pytest.mark.parametrize("name", ["partner rp", "a|b", "100% + Zoë", "x" * 200])
@pytest.mark.parametrize("encode", [str, quote])
def test_a_name_may_hold_blanks_and_the_mark(
    xporter: Xporter, school_token: Handler, keys: Keys, name: str, encode: Any
) -> None:
    xporter("relying-party", "create", name)
    secret = _authorised(xporter, name, "hill")["shared_secret"]
    user = encode(f"{name}|9990001")
    assert _identity(keys, _ask(school_token, user, secret)).school == "hill"


def test_the_credentials_may_come_in_a_form(
    xporter: Xporter, school_token: Handler, keys: Keys
) -> None:
    xporter("relying-party", "create", "Acme")
    secret = _authorised(xporter, "Acme", "hill")["shared_secret"]
    form = f"client_id=Acme%7C9990001&client_secret={secret}".encode()
    assert _identity(keys, _ask(school_token, "", "", form)).school == "hill"


def test_schools_of_one_identifier_are_told_apart_by_their_secrets(
    xporter: Xporter, school_token: Handler, keys: Keys
) -> None:
    xporter("relying-party", "create", "Acme")
    secrets = {school: _authorised(xporter, "Acme", school) for school in ("north", "dale")}
    for school, made in secrets.items():
        reply = _ask(school_token, "Acme|3281110", made["shared_secret"])
        assert _identity(keys, reply).school == school


def test_each_authorisation_makes_a_new_secret(xporter: Xporter, school_token: Handler) -> None:
    xporter("relying-party", "create", "Acme")
    old, new = (_authorised(xporter, "Acme", "hill")["shared_secret"] for _ in range(2))
    assert old != new
    assert _ask(school_token, "Acme|hill", old)[0] == 401
    assert _ask(school_token, "Acme|hill", new)[0] == 200


def test_a_secret_opens_nothing_but_its_own_pair(xporter: Xporter, school_token: Handler) -> None:
    for name in ("Acme", "Bolt"):
        xporter("relying-party", "create", name)
    secret = _authorised(xporter, "Acme", "hill")["shared_secret"]
    _authorised(xporter, "Acme", "south")
    _authorised(xporter, "Bolt", "hill")
    for user in ("Acme|south", "Bolt|hill", "acme|hill", "Acme|HILL", "Acme|", "|hill", "Acme"):
        assert _ask(school_token, user, secret) == (
            401,
            {
                "error": "invalid_client",
                "error_description": "Request contains an invalid client ID or secret",
            },
        )


def test_a_school_that_was_authorised_without_a_secret_has_none(
    xporter: Xporter, school_token: Handler
) -> None:
    made = json.loads(xporter("relying-party", "create", "Acme", "--school", "hill", "--json").out)
    for secret in (made["client_secret"], "0" * 64):
        assert _ask(school_token, "Acme|hill", secret)[0] == 401


@pytest.mark.parametrize("ended", [["revoke", "Acme"], ["withdraw", "Acme", "--school", "hill"]])
def test_the_secret_ends_with_the_authorisation(
    xporter: Xporter, school_token: Handler, ended: list[str]
) -> None:
    xporter("relying-party", "create", "Acme")
    secret = _authorised(xporter, "Acme", "hill")["shared_secret"]
    assert xporter("relying-party", *ended).code == 0
    assert _ask(school_token, "Acme|hill", secret)[0] == 401


def test_authorising_more_schools_leaves_the_secret_as_it_is(
    xporter: Xporter, school_token: Handler
) -> None:
    xporter("relying-party", "create", "Acme")
    secret = _authorised(xporter, "Acme", "hill")["shared_secret"]
    xporter("relying-party", "authorise", "Acme", "--all-schools-of", "hills")
    assert _ask(school_token, "Acme|hill", secret)[0] == 200


def test_the_secret_is_stored_as_a_keyed_hash(
    xporter: Xporter, connection: pyodbc.Connection, schools: None
) -> None:
    xporter("relying-party", "create", "Acme")
    secret = _authorised(xporter, "Acme", "hill")["shared_secret"]
    stored = connection.execute("select secretHash from gcidm.relyingPartySchools").fetchval()
    assert len(stored) == 64
    assert secret not in stored


def test_people_are_shown_the_three_parts(xporter: Xporter, schools: None) -> None:
    xporter("relying-party", "create", "Acme")
    shown = xporter("relying-party", "authorise", "Acme", "9990001").out
    names = [line.split()[0] for line in shown.splitlines()[:3]]
    assert names == ["rp", "estab", "shared_secret"]
    assert "shown this once" in shown


@pytest.mark.parametrize("options", [[], ["9990001", "--school", "hill"]])
def test_either_one_school_with_a_secret_or_schools_without(
    xporter: Xporter, schools: None, options: list[str]
) -> None:
    xporter("relying-party", "create", "Acme")
    outcome = xporter("relying-party", "authorise", "Acme", *options)
    assert outcome.code == 2
    assert "ESTAB" in outcome.err


def test_an_identifier_that_several_schools_have_must_be_told_apart(
    xporter: Xporter, schools: None
) -> None:
    xporter("relying-party", "create", "Acme")
    outcome = xporter("relying-party", "authorise", "Acme", "3281110")
    assert outcome.code == 1
    assert "Several schools have the identifier '3281110'" in outcome.err
