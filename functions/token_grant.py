"""Decides on a token request: authenticate the client, see what it is granted, mint."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from functions.identity import Identity
from functions.keys import Keys
from functions.scopes import asked_and_granted, granted_scopes
from functions.secret_hash import NOBODYS, secret_matches
from functions.token_request import InvalidClient, InvalidScope, TokenRequest
from functions.tokens import LIFETIME_SECONDS, Tokens

LiveSecret = tuple[int, str, str, str | None]
"""relyingPartyId, secretHash, the scopes granted, and the only school it is good for, if any."""

LiveSecrets = Callable[[str], Sequence[LiveSecret]]
"""gcidm.get_credentials or get_schoolCredentials: a row each of a client id, possibly none."""

_NOBODY: LiveSecret = (0, NOBODYS, "", None)


def grant_token(
    request: TokenRequest, live_secrets: LiveSecrets, keys: Keys, tokens: Tokens, now: float
) -> dict[str, str | int]:
    """The reply to a token request, ready for JSON (RFC 6749, 5.1).

    Raises InvalidClient when the client is unknown or revoked, or its secret wrong or expired;
    InvalidScope when it asked for scopes and was granted none of them.
    """
    found = _authenticated(request, live_secrets(request.client_id), keys)
    relying_party_id, _, names, school = found
    scopes = _granted(request.scopes, granted_scopes(names))
    token = tokens.mint(Identity(relying_party_id, scopes, school), now)
    reply: dict[str, str | int] = {
        "access_token": token,
        "token_type": "Bearer",
        "expires_in": LIFETIME_SECONDS,
    }
    return reply if request.scopes is None else {**reply, "scope": " ".join(scopes)}


def _authenticated(request: TokenRequest, rows: Sequence[LiveSecret], keys: Keys) -> LiveSecret:
    """The row with the request's secret; all are compared, or nobody's."""
    tried = rows or [_NOBODY]
    matching = [row for row in tried if secret_matches(request.client_secret, row[1], keys)]
    if not matching:
        raise InvalidClient
    return matching[0]


def _granted(asked: tuple[str, ...] | None, granted: tuple[str, ...]) -> tuple[str, ...]:
    """What was asked and may be had; nothing asked in particular: all that may be had."""
    if asked is None:
        return granted
    found = asked_and_granted(asked, granted)
    if not found:
        raise InvalidScope
    return found
