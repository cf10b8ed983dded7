"""Decides on a token request: authenticate the client, see what it is granted, mint."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from functions.identity import Identity
from functions.keys import Keys
from functions.secret_hash import secret_matches
from functions.token_request import InvalidClient, TokenRequest
from functions.tokens import LIFETIME_SECONDS, Tokens
from shared.oneroster import GRADEBOOK, RESOURCE, ROSTER, ROSTER_CORE

# What every relying party is granted: no demographics, no gradebook writes.
GRANTED = (ROSTER_CORE, ROSTER, RESOURCE, GRADEBOOK)

LiveSecrets = Callable[[str], Sequence[tuple[int, str]]]
"""gcidm.get_credentials: the rows (relyingPartyId, secretHash) of a client id, possibly none."""


def grant_token(
    request: TokenRequest, live_secrets: LiveSecrets, keys: Keys, tokens: Tokens, now: float
) -> dict[str, str | int]:
    """The reply to a token request, ready for JSON (RFC 6749, 5.1).

    Raises InvalidClient when the client is unknown or revoked, or its secret wrong or expired.
    """
    relying_party_id = _authenticated(request, live_secrets(request.client_id), keys)
    scopes = _granted(request.scopes)
    token = tokens.mint(Identity(relying_party_id, scopes), now)
    reply: dict[str, str | int] = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": LIFETIME_SECONDS,
    }
    return reply if request.scopes is None else {**reply, "scope": " ".join(scopes)}


def _authenticated(request: TokenRequest, rows: Sequence[tuple[int, str]], keys: Keys) -> int:
    if not secret_matches(request.client_secret, [hash_ for _, hash_ in rows], keys):
        raise InvalidClient
    return rows[0][0]


def _granted(asked: tuple[str, ...] | None) -> tuple[str, ...]:
    """What was asked and may be had; nothing asked in particular: all that may be had."""
    return GRANTED if asked is None else tuple(scope for scope in GRANTED if scope in asked)
