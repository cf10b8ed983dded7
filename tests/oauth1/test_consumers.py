"""Consumer keys and secrets: issued by the operator, kept encrypted, soon gone when they end."""

from __future__ import annotations

import time
from dataclasses import replace

import pyodbc
import pytest

from admin import relying_parties
from admin.relying_party_secrets import Consumer, issue_consumer
from functions.consumers import Consumers, seal_secret
from functions.keys import Keys, KeySet
from functions.scopes import BY_NAME, granted_scopes
from shared.errors import Unauthorized
from shared.oneroster import DEMOGRAPHICS_SCOPE, SCOPES
from tests.oauth1.conftest import GRANTED, KEY, SECRET, URL, Desk, Instance
from tests.oauth1.signer import NOW, Client

CLIENT = Client(KEY, SECRET)
WITHIN = 30  # seconds


@pytest.fixture
def acme(connection: pyodbc.Connection, keys: Keys) -> Consumer:
    relying_parties.create(connection, keys, "Acme", [])
    return issue_consumer(connection, keys, "Acme", time.time())


@pytest.fixture
def consumers(instance: Instance, keys: Keys) -> Consumers:
    return Consumers(instance().consumer, keys)


def test_what_was_issued_is_found(acme: Consumer, consumers: Consumers) -> None:
    found = consumers.consumer(acme.oauth1_key, NOW)
    assert found.secret == acme.oauth1_secret
    assert found.identity
    assert found.identity.school is None
    assert DEMOGRAPHICS_SCOPE not in found.identity.scopes


def test_keys_and_secrets_need_no_encoding_and_cannot_be_guessed(acme: Consumer) -> None:
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    assert set(acme.oauth1_key + acme.oauth1_secret) <= allowed
    assert len(acme.oauth1_secret) == 43


def test_a_new_key_ends_the_one_before(
    connection: pyodbc.Connection, keys: Keys, acme: Consumer, consumers: Consumers
) -> None:
    assert consumers.consumer(acme.oauth1_key, NOW).identity
    new = issue_consumer(connection, keys, "Acme", NOW)
    assert consumers.consumer(acme.oauth1_key, NOW + WITHIN).identity is None
    assert consumers.consumer(new.oauth1_key, NOW + WITHIN).secret == new.oauth1_secret


def test_a_revocation_holds_within_half_a_minute(
    connection: pyodbc.Connection, acme: Consumer, consumers: Consumers
) -> None:
    assert consumers.consumer(acme.oauth1_key, NOW).identity
    relying_parties.revoke(connection, "Acme")
    assert consumers.consumer(acme.oauth1_key, NOW + WITHIN).identity is None


def test_a_grant_holds_within_half_a_minute(
    connection: pyodbc.Connection, acme: Consumer, consumers: Consumers
) -> None:
    consumers.consumer(acme.oauth1_key, NOW)
    relying_parties.grant(connection, "Acme", list(BY_NAME), [])
    found = consumers.consumer(acme.oauth1_key, NOW + WITHIN).identity
    assert found
    assert found.scopes == SCOPES


def test_known_and_unknown_keys_are_looked_up_equally_often(desk: Desk) -> None:
    for client in (CLIENT, replace(CLIENT, key="unknown")):
        desk.lookups = 0
        for secret in ("wrong", "wronger"):
            with pytest.raises(Unauthorized):
                desk.judge(replace(client, secret=secret).header("GET", URL))
        assert desk.lookups == 1


def test_nobodys_secret_is_not_the_empty_one(desk: Desk) -> None:
    with pytest.raises(Unauthorized):
        desk.judge(Client("unknown", "").header("GET", URL))


def test_secrets_outlive_a_rotation_of_the_keys(keys: Keys, other_keys: Keys) -> None:
    sealed = seal_secret(KEY, SECRET, keys, NOW)
    both = other_keys.encryption + keys.encryption
    rotated = Keys.fixed(KeySet(keys.signing, both, keys.peppers))
    assert Consumers(lambda _: [(7, sealed, GRANTED)], rotated).consumer(KEY, NOW).secret == SECRET


def test_a_secret_that_no_key_opens_is_nobodys(
    keys: Keys, other_keys: Keys, caplog: pytest.LogCaptureFixture
) -> None:
    sealed = seal_secret(KEY, SECRET, other_keys, NOW)
    assert Consumers(lambda _: [(7, sealed, GRANTED)], keys).consumer(KEY, NOW).identity is None
    assert "no key opens a consumer secret" in caplog.text
    assert "relyingParty=7" in caplog.text


def test_a_secret_moved_to_another_key_is_nobodys(keys: Keys) -> None:
    sealed = seal_secret("another", SECRET, keys, NOW)
    assert Consumers(lambda _: [(7, sealed, GRANTED)], keys).consumer(KEY, NOW).identity is None


def test_a_scope_that_is_none_is_not_granted() -> None:
    assert granted_scopes("made-up") == ()
