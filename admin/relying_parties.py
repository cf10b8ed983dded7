"""Relying parties: who may read rosters, of which schools, with which secrets and scopes.

Every function that changes something commits it.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import timedelta

import pyodbc

from admin.connection import undo
from admin.errors import AdminError
from admin.importing.procedures import call
from admin.names import checked_name
from admin.relying_party import RelyingParty
from functions.keys import Keys
from functions.scopes import BY_NAME
from functions.secret_hash import hash_secret

MAX_NAME = 200


@dataclass(frozen=True)
class Credentials:
    """What a relying party authenticates with; the secret is known here and now only."""

    client_id: str
    client_secret: str


def create(
    connection: pyodbc.Connection,
    keys: Keys,
    name: str,
    schools: Iterable[str],
    scopes: Collection[str] | None = None,
) -> Credentials:
    """A new relying party that the schools (sourcedIds) authorise, and its first secret. It is
    granted `scopes` (short names); None: what the database grants everybody.

    Raises AdminError when the name is not 1 to 200 printable characters, or taken.
    """
    made = Credentials(secrets.token_hex(12), secrets.token_urlsafe(32))
    called = checked_name("the relying party", name, MAX_NAME)
    given = (called, made.client_id, hash_secret(made.client_secret, keys))
    try:
        party = call(connection, "gcidm.create_relyingParty", *given, _array(schools))[0][0]
    except pyodbc.IntegrityError:
        undo(connection)
        raise AdminError(f"There is a relying party named {given[0]!r} already.") from None
    if scopes is not None:
        _save_scopes(connection, party, scopes)
    connection.commit()
    return made


def list_all(connection: pyodbc.Connection) -> tuple[RelyingParty, ...]:
    """Every relying party, revoked ones too, by name."""
    rows = call(connection, "gcidm.get_relyingParties")
    return tuple(RelyingParty.from_row(row) for row in rows)


def find(connection: pyodbc.Connection, name: str) -> RelyingParty:
    """The relying party of that name, not revoked. Raises AdminError when there is none."""
    everyone = list_all(connection)
    found = next((one for one in everyone if one.name == name.strip()), None)
    if found is None:
        names = ", ".join(one.name for one in everyone) or "none"
        raise AdminError(f"There is no relying party named {name!r}; there are: {names}.")
    if found.revoked_at:
        raise AdminError(f"{found.name!r} was revoked on {found.revoked_at:%Y-%m-%d}, for good.")
    return found


def authorise(connection: pyodbc.Connection, name: str, schools: Iterable[str]) -> None:
    """Lets a relying party see the schools (sourcedIds) too. Raises AdminError as `find` does."""
    party = find(connection, name).relying_party_id
    call(connection, "gcidm.authorise_relyingParty", party, _array(schools))
    connection.commit()


def withdraw(connection: pyodbc.Connection, name: str, schools: Iterable[str]) -> None:
    """Hides the schools (sourcedIds) from a relying party. Raises AdminError as `find` does."""
    party = find(connection, name).relying_party_id
    call(connection, "gcidm.withdraw_relyingParty", party, _array(schools))
    connection.commit()


def grant(
    connection: pyodbc.Connection, name: str, more: Collection[str], fewer: Collection[str]
) -> tuple[str, ...]:
    """Grants a relying party the scopes `more` and takes `fewer` away (short names); returns those
    that it has then. Raises AdminError as `find` does."""
    party = find(connection, name)
    scopes = {*party.scopes, *more} - {*fewer}
    _save_scopes(connection, party.relying_party_id, scopes)
    connection.commit()
    return find(connection, name).scopes


def limit(
    connection: pyodbc.Connection, name: str, per_minute: int | None, exports: int | None
) -> None:
    """Gives a relying party limits of its own; None: those that all have. Raises AdminError as
    `find` does."""
    party = find(connection, name).relying_party_id
    call(connection, "gcidm.save_relyingPartyLimits", party, per_minute, exports)
    connection.commit()


def rotate_secret(
    connection: pyodbc.Connection, keys: Keys, name: str, keep_old: timedelta
) -> Credentials:
    """A new secret; those before it live on for `keep_old`. Raises AdminError as `find` does."""
    party = find(connection, name)
    made = Credentials(party.client_id, secrets.token_urlsafe(32))
    new = (party.relying_party_id, hash_secret(made.client_secret, keys))
    seconds = int(keep_old.total_seconds())
    call(connection, "gcidm.rotate_relyingPartySecret", *new, seconds)
    connection.commit()
    return made


def revoke(connection: pyodbc.Connection, name: str) -> None:
    """Ends a relying party's access for good. Raises AdminError as `find` does."""
    party = find(connection, name).relying_party_id
    call(connection, "gcidm.revoke_relyingParty", party)
    connection.commit()


def _save_scopes(connection: pyodbc.Connection, party: int, scopes: Collection[str]) -> None:
    names = " ".join(name for name in BY_NAME if name in scopes)
    call(connection, "gcidm.save_relyingPartyScopes", party, names)


def _array(schools: Iterable[str]) -> str:
    return json.dumps(list(schools))
