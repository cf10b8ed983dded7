"""Relying parties, their schools and secrets, and the tokens that they get or do not get."""

from __future__ import annotations

import base64
from contextlib import closing
from datetime import timedelta

import pyodbc
import pytest

from admin import relying_parties
from admin.connection import connect
from admin.errors import AdminError
from admin.importing.procedures import call
from functions.keys import Keys
from functions.token_grant import LiveSecret, grant_token
from functions.token_request import InvalidClient, read_token_request
from functions.tokens import Tokens
from tests.moments import ago

NOW = 1_800_000_000.0


def _token(connection: pyodbc.Connection, keys: Keys, client: relying_parties.Credentials) -> str:
    """A token for the credentials; raises InvalidClient."""

    def live_secrets(client_id: str) -> list[LiveSecret]:
        return call(connection, "gcidm.get_credentials", client_id)

    text = f"{client.client_id}:{client.client_secret}".encode()
    headers = {"authorization": f"Basic {base64.b64encode(text).decode()}"}
    request = read_token_request(headers, {}, b"")
    reply = grant_token(request, live_secrets, keys, Tokens(keys), NOW)
    connection.rollback()
    return str(reply["access_token"])


def _access(connection: pyodbc.Connection, relying_party: int) -> int | None:
    rows = call(connection, "gcidm.get_access", relying_party)
    connection.rollback()
    return rows[0][0] if rows else None


def test_a_new_relying_party_gets_tokens_that_name_it(
    connection: pyodbc.Connection, keys: Keys
) -> None:
    made = relying_parties.create(connection, keys, "Acme", [])
    identity = Tokens(keys).open_token(_token(connection, keys, made), NOW)
    assert identity.relying_party_id == relying_parties.find(connection, "Acme").relying_party_id


def test_ids_and_secrets_need_no_encoding_anywhere(
    connection: pyodbc.Connection, keys: Keys
) -> None:
    made = relying_parties.create(connection, keys, "Acme", [])
    allowed = set("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789_-")
    assert set(made.client_id + made.client_secret) <= allowed
    assert len(made.client_secret) == 43


def test_the_secret_is_nowhere_in_the_database(connection: pyodbc.Connection, keys: Keys) -> None:
    made = relying_parties.create(connection, keys, "Acme", [])
    stored = connection.execute("select secretHash from gcidm.relyingPartySecrets").fetchval()
    assert len(stored) == 64
    assert made.client_secret not in stored


def test_another_installations_pepper_makes_the_secrets_worthless(
    connection: pyodbc.Connection, keys: Keys, other_keys: Keys
) -> None:
    made = relying_parties.create(connection, keys, "Acme", [])
    with pytest.raises(InvalidClient):
        _token(connection, other_keys, made)


def test_after_a_rotation_both_secrets_work(connection: pyodbc.Connection, keys: Keys) -> None:
    old = relying_parties.create(connection, keys, "Acme", [])
    new = relying_parties.rotate_secret(connection, keys, "Acme", timedelta(hours=24))
    assert new.client_id == old.client_id
    assert _token(connection, keys, old)
    assert _token(connection, keys, new)


def test_an_old_secret_ends_when_its_time_is_over(
    connection: pyodbc.Connection, keys: Keys
) -> None:
    old = relying_parties.create(connection, keys, "Acme", [])
    new = relying_parties.rotate_secret(connection, keys, "Acme", timedelta(hours=24))
    connection.execute(
        "update gcidm.relyingPartySecrets set expiresAt = ? where expiresAt is not null",
        ago(seconds=1),
    )
    connection.commit()
    with pytest.raises(InvalidClient):
        _token(connection, keys, old)
    assert _token(connection, keys, new)
    (only,) = relying_parties.find(connection, "Acme").secrets
    assert only.expires_at is None


def test_keeping_the_old_secret_for_no_time_ends_it_at_once(
    connection: pyodbc.Connection, keys: Keys
) -> None:
    old = relying_parties.create(connection, keys, "Acme", [])
    new = relying_parties.rotate_secret(connection, keys, "Acme", timedelta(0))
    with pytest.raises(InvalidClient):
        _token(connection, keys, old)
    assert _token(connection, keys, new)


def test_a_second_rotation_does_not_prolong_the_first_secret(
    connection: pyodbc.Connection, keys: Keys
) -> None:
    relying_parties.create(connection, keys, "Acme", [])
    relying_parties.rotate_secret(connection, keys, "Acme", timedelta(hours=1))
    relying_parties.rotate_secret(connection, keys, "Acme", timedelta(days=7))
    newest, second, first = relying_parties.find(connection, "Acme").secrets
    assert newest.expires_at is None
    assert second.expires_at
    assert first.expires_at
    assert second.expires_at - first.expires_at > timedelta(days=6)


def test_a_revoked_relying_party_gets_no_token_and_loses_access(
    connection: pyodbc.Connection, keys: Keys
) -> None:
    made = relying_parties.create(connection, keys, "Acme", [])
    party = relying_parties.find(connection, "Acme").relying_party_id
    assert _access(connection, party) is not None
    relying_parties.revoke(connection, "Acme")
    assert _access(connection, party) is None
    with pytest.raises(InvalidClient):
        _token(connection, keys, made)
    for again in (
        lambda: relying_parties.revoke(connection, "Acme"),
        lambda: relying_parties.authorise(connection, "Acme", []),
        lambda: relying_parties.rotate_secret(connection, keys, "Acme", timedelta(0)),
    ):
        with pytest.raises(AdminError, match="was revoked on"):
            again()


def test_what_it_may_see_follows_its_schools(
    connection: pyodbc.Connection, keys: Keys, schools: None
) -> None:
    relying_parties.create(connection, keys, "Acme", ["north"])
    party = relying_parties.find(connection, "Acme").relying_party_id
    feeds = (
        "select f.name, cast(a.whole as int) from gcidm.relyingPartyFeeds a"
        " join gcidm.feeds f on f.feedId = a.feedId order by f.name"
    )
    assert [tuple(row) for row in connection.execute(feeds)] == [("fields", 0)]
    before = _access(connection, party)
    relying_parties.authorise(connection, "Acme", ["south", "hill", "south"])
    assert [tuple(row) for row in connection.execute(feeds)] == [("fields", 1), ("hills", 0)]
    assert _access(connection, party) != before
    relying_parties.withdraw(connection, "Acme", ["north", "south"])
    assert [tuple(row) for row in connection.execute(feeds)] == [("hills", 0)]
    assert relying_parties.find(connection, "Acme").schools == (("hill", "Hill Primary"),)


def test_the_revision_rises_with_a_feed_that_it_sees(
    connection: pyodbc.Connection, keys: Keys, schools: None
) -> None:
    relying_parties.create(connection, keys, "Acme", ["north"])
    party = relying_parties.find(connection, "Acme").relying_party_id
    before = _access(connection, party)
    assert before is not None
    connection.execute("update gcidm.feeds set revision = revision + 1")
    connection.commit()
    assert _access(connection, party) == before + 1


def test_an_unknown_relying_party_has_no_access(connection: pyodbc.Connection) -> None:
    assert _access(connection, 12345) is None


def test_a_name_is_taken_once(connection: pyodbc.Connection, keys: Keys) -> None:
    relying_parties.create(connection, keys, "Acme", [])
    with pytest.raises(AdminError, match="already"):
        relying_parties.create(connection, keys, "  Acme ", [])
    assert len(relying_parties.list_all(connection)) == 1


@pytest.mark.parametrize("name", ["", "   ", "x" * 201, "a\nb", "a\0b", "\udcff"])
def test_a_name_that_cannot_be_is_refused(
    connection: pyodbc.Connection, keys: Keys, name: str
) -> None:
    with pytest.raises(AdminError, match="1 to 200 printable"):
        relying_parties.create(connection, keys, name, [])


@pytest.mark.parametrize("name", ["Zoë's 😀", "100% [bold] 'x' \"y\" ?", "x" * 200])
def test_a_name_may_hold_any_printable_text(database: str, keys: Keys, name: str) -> None:
    with closing(connect(database)) as first:
        relying_parties.create(first, keys, name, [])
    with closing(connect(database)) as second:
        assert [one.name for one in relying_parties.list_all(second)] == [name]
