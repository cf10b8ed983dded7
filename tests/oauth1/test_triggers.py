"""The back-end's triggers, over a real database, as the web tier calls them for signed requests."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import azure.functions as func
import pyodbc
import pytest

from admin import relying_parties
from admin.relying_party_secrets import issue_consumer
from functions.keys import Keys
from functions.reads import Reads
from functions.service import compose
from functions.triggers import blueprint
from tests.oauth1.conftest import passed_on
from tests.oauth1.signer import Client

BASE = "https://rosters.example.org/ims/oneroster/v1p1"
URL = f"{BASE}/gradingPeriods?offset=0&limit=100"

Triggers = Mapping[str, Callable[[func.HttpRequest], func.HttpResponse]]


@pytest.fixture
def triggers(database: str, key_file: Path, monkeypatch: pytest.MonkeyPatch) -> Triggers:
    """The functions behind the routes, by name; they note no reads, which would be saved later
    than the database lives."""
    monkeypatch.setattr(Reads, "note", lambda self, entry: None)
    environ = {"SQL_CONNECTION_STRING": database, "XPORTER_TOKEN_KEYS": str(key_file)}
    app = func.FunctionApp()
    app.register_functions(blueprint(compose(environ)))
    return {one.get_function_name(): one.get_user_function() for one in app.get_functions()}


@pytest.fixture
def client(connection: pyodbc.Connection, keys: Keys) -> Client:
    """A relying party that signs, now."""
    relying_parties.create(connection, keys, "Acme", [])
    made = issue_consumer(connection, keys, "Acme", time.time())
    return Client(made.oauth1_key, made.oauth1_secret, now=int(time.time()))


def _ask(triggers: Triggers, name: str, header: str, url: str = URL, verb: str = "GET") -> Any:
    return triggers[name](passed_on(header, url, verb))


@pytest.mark.parametrize("method", ["HMAC-SHA1", "HMAC-SHA256"])
def test_a_signed_read_is_served(triggers: Triggers, client: Client, method: str) -> None:
    header = replace(client, method=method).header("GET", URL)
    reply = _ask(triggers, "getAllGradingPeriods", header)
    assert reply.status_code == 200
    assert json.loads(reply.get_body()) == {"academicSessions": []}


def test_a_wrong_signature_is_refused_in_json(triggers: Triggers, client: Client) -> None:
    header = replace(client, secret="wrong").header("GET", URL)
    reply = _ask(triggers, "getAllGradingPeriods", header)
    assert (reply.status_code, reply.mimetype) == (401, "application/json")
    assert json.loads(reply.get_body()) == {
        "imsx_codeMajor": "failure",
        "imsx_severity": "error",
        "imsx_codeMinor": "unauthorized",
        "imsx_description": "The consumer key is unknown or the signature is wrong.",
    }


def test_a_replay_is_refused(triggers: Triggers, client: Client) -> None:
    header = client.header("GET", URL)
    assert _ask(triggers, "getAllGradingPeriods", header).status_code == 200
    again = _ask(triggers, "getAllGradingPeriods", header)
    assert again.status_code == 401
    assert "oauth_nonce was used before" in json.loads(again.get_body())["imsx_description"]


def test_a_scope_that_was_not_granted_is_missing(triggers: Triggers, client: Client) -> None:
    url = f"{BASE}/demographics"
    reply = _ask(triggers, "getAllDemographics", client.header("GET", url), url)
    assert reply.status_code == 403


def test_a_granted_scope_is_there(
    triggers: Triggers, client: Client, connection: pyodbc.Connection
) -> None:
    relying_parties.grant(connection, "Acme", ["roster-demographics.readonly"], [])
    url = f"{BASE}/demographics"
    reply = _ask(triggers, "getAllDemographics", client.header("GET", url), url)
    assert reply.status_code == 200


def test_a_revoked_relying_party_cannot_read(
    triggers: Triggers, client: Client, connection: pyodbc.Connection
) -> None:
    header = client.header("GET", URL)
    assert _ask(triggers, "getAllGradingPeriods", header).status_code == 200
    relying_parties.revoke(connection, "Acme")
    again = replace(client, nonce="another").header("GET", URL)
    assert _ask(triggers, "getAllGradingPeriods", again).status_code == 401


@pytest.mark.parametrize("name", ["deleteResult", "putResult"])
def test_a_revoked_relying_party_cannot_write_while_its_key_is_remembered(
    triggers: Triggers, client: Client, connection: pyodbc.Connection, name: str
) -> None:
    relying_parties.grant(connection, "Acme", ["gradebook.createput", "gradebook.delete"], [])
    header = client.header("GET", URL)
    assert _ask(triggers, "getAllGradingPeriods", header).status_code == 200
    relying_parties.revoke(connection, "Acme")
    header = replace(client, nonce="another").header("PUT", URL)
    assert _ask(triggers, name, header, verb="PUT").status_code == 401


def test_the_secret_is_in_no_column_of_the_database(
    client: Client, connection: pyodbc.Connection
) -> None:
    tables = "select table_name from information_schema.tables where table_schema = 'gcidm'"
    rows = [
        str(tuple(row))
        for (table,) in connection.execute(tables).fetchall()
        for row in connection.execute(f"select * from gcidm.{table}").fetchall()
    ]
    assert any(client.key in row for row in rows)
    assert not any(client.secret in row for row in rows)


def test_the_tokens_have_a_route_each(triggers: Triggers) -> None:
    assert {"token", "schoolToken"} <= set(triggers)
    nobody = func.HttpRequest("POST", "http://localhost/api/token/school", body=b"")
    assert triggers["schoolToken"](nobody).status_code == 401
