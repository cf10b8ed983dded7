"""Secrets of relying parties beside the client secret: with one school, and for signing requests.

Each is returned once and known to nobody afterwards. What changes something commits it.
"""

from __future__ import annotations

import secrets
from dataclasses import dataclass

import pyodbc

from admin.importing.procedures import call
from admin.relying_parties import find
from functions.consumers import seal_secret
from functions.keys import Keys
from functions.secret_hash import hash_secret


@dataclass(frozen=True)
class Consumer:
    """What a relying party signs requests with (OAuth 1.0a); the secret is shown now only."""

    oauth1_key: str
    oauth1_secret: str


def authorise_with_secret(connection: pyodbc.Connection, keys: Keys, name: str, school: str) -> str:
    """Lets a relying party see the school (sourcedId), and returns the secret that the two share
    from now on; one that they shared ends. Raises AdminError as `find` does."""
    party = find(connection, name).relying_party_id
    secret = secrets.token_urlsafe(32)
    arguments = (party, school, hash_secret(secret, keys))
    call(connection, "gcidm.save_relyingPartySchoolSecret", *arguments)
    connection.commit()
    return secret


def issue_consumer(connection: pyodbc.Connection, keys: Keys, name: str, now: float) -> Consumer:
    """A new consumer key and secret for OAuth 1.0a, in the place of any before; `now` is in seconds
    since 1970. Raises AdminError as `find` does."""
    party = find(connection, name).relying_party_id
    made = Consumer(secrets.token_hex(12), secrets.token_urlsafe(32))
    sealed = seal_secret(made.oauth1_key, made.oauth1_secret, keys, now)
    call(connection, "gcidm.save_relyingPartyConsumer", party, made.oauth1_key, sealed)
    connection.commit()
    return made
