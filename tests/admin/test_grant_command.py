"""Scopes and consumer keys, as an operator gives and takes them."""

from __future__ import annotations

import json
from typing import Any

import pyodbc
import pytest

from tests.admin.conftest import Xporter

DEFAULT = ["roster-core.readonly", "roster.readonly", "resource.readonly", "gradebook.readonly"]
ALL = [
    *DEFAULT[:2],
    "roster-demographics.readonly",
    *DEFAULT[2:],
    "gradebook.createput",
    "gradebook.delete",
    "export.readonly",
]


def _only(xporter: Xporter) -> Any:
    (only,) = json.loads(xporter("relying-party", "list", "--json").out)
    return only


def test_demographics_writes_and_exports_are_not_granted_by_themselves(xporter: Xporter) -> None:
    xporter("relying-party", "create", "Acme")
    assert _only(xporter)["scopes"] == DEFAULT


def test_a_relying_party_from_before_there_were_scopes_has_the_same(
    xporter: Xporter, connection: pyodbc.Connection
) -> None:
    connection.execute("insert into gcidm.relyingParties (name, clientId) values ('Old', 'old')")
    connection.commit()
    assert _only(xporter)["scopes"] == DEFAULT


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--scope", "roster-core.readonly"], DEFAULT[:1]),
        (["--scope", "gradebook.delete", "--scope", "roster.readonly"], [ALL[1], ALL[6]]),
        (["--scope", "all"], ALL),
    ],
)
def test_create_grants_what_is_named(
    xporter: Xporter, options: list[str], expected: list[str]
) -> None:
    assert xporter("relying-party", "create", "Acme", *options).code == 0
    assert _only(xporter)["scopes"] == expected


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--scope", "gradebook.createput"], [*DEFAULT, "gradebook.createput"]),
        (["--no-scope", "roster.readonly"], [DEFAULT[0], *DEFAULT[2:]]),
        (["--scope", "all", "--no-scope", "export.readonly"], ALL[:-1]),
        (["--scope", "roster.readonly"], DEFAULT),
        (["--no-scope", "all"], []),
    ],
)
def test_grant_adds_and_takes_away(
    xporter: Xporter, options: list[str], expected: list[str]
) -> None:
    xporter("relying-party", "create", "Acme")
    outcome = xporter("relying-party", "grant", "Acme", *options)
    assert outcome.out == f"Acme is granted {', '.join(expected) or 'nothing'}.\n"
    assert _only(xporter)["scopes"] == expected


@pytest.mark.parametrize("command", [["create", "New"], ["grant", "Acme"]])
def test_a_scope_that_is_none_is_refused_with_those_that_are(
    xporter: Xporter, command: list[str]
) -> None:
    xporter("relying-party", "create", "Acme")
    outcome = xporter("relying-party", *command, "--scope", "rosters")
    assert outcome.code == 1
    assert "There is no scope 'rosters'; there are: roster-core.readonly, " in outcome.err
    assert _only(xporter)["scopes"] == DEFAULT


def test_grant_needs_a_scope(xporter: Xporter) -> None:
    xporter("relying-party", "create", "Acme")
    assert "--no-scope" in xporter("relying-party", "grant", "Acme").err


def test_the_list_shows_the_scopes(xporter: Xporter) -> None:
    xporter("relying-party", "create", "Acme", "--scope", "all")
    shown = xporter("relying-party", "list").out
    assert all(scope in shown for scope in ALL)


def test_a_consumer_key_is_shown_once_with_its_secret(xporter: Xporter) -> None:
    xporter("relying-party", "create", "Acme")
    assert _only(xporter)["oauth1_key"] is None
    first, second = (
        json.loads(xporter("relying-party", "oauth1", "Acme", "--json").out) for _ in range(2)
    )
    assert set(first) == {"oauth1_key", "oauth1_secret"}
    assert first["oauth1_key"] != second["oauth1_key"]
    assert _only(xporter)["oauth1_key"] == second["oauth1_key"]
    assert second["oauth1_secret"] not in xporter("relying-party", "list", "--json").out


def test_create_may_print_a_consumer_key_along(xporter: Xporter) -> None:
    made = json.loads(xporter("relying-party", "create", "Acme", "--oauth1", "--json").out)
    assert set(made) == {"client_id", "client_secret", "oauth1_key", "oauth1_secret"}


def test_a_revoked_relying_party_gets_no_consumer_key(xporter: Xporter) -> None:
    xporter("relying-party", "create", "Acme")
    xporter("relying-party", "revoke", "Acme")
    assert "was revoked on" in xporter("relying-party", "oauth1", "Acme").err
