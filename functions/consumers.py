"""Consumer keys and secrets (OAuth 1.0a): sealed by the command line, opened here to check with."""

from __future__ import annotations

import logging
import secrets
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from functions.identity import Identity
from functions.keys import Keys
from functions.remember import Remembered
from functions.scopes import granted_scopes
from functions.sealed import Unreadable, seal, unseal
from shared.logs import line

log = logging.getLogger("xporter.consumers")

# A key that was revoked, replaced or given other scopes is good for as long as this, at most.
REMEMBERED_SECONDS = 20
_MOST = 4096

FindConsumer = Callable[[str], Sequence[tuple[int, str, str]]]
"""gcidm.get_consumer: the row (relyingPartyId, encryptedSecret, scopes) of a key, possibly none."""


@dataclass(frozen=True)
class Consumer:
    """Who signs with a consumer key. `identity` is None when nobody has the key; there is a secret
    all the same, which nobody knows, so that refusing takes as long as accepting."""

    identity: Identity | None
    secret: str


class Consumers:
    """Finds consumers by key, and remembers them for REMEMBERED_SECONDS."""

    def __init__(self, find: FindConsumer, keys: Keys) -> None:
        self._find = find
        self._keys = keys
        self._nobodys = seal_secret("", secrets.token_urlsafe(32), keys, 0)
        self._remembered: Remembered[tuple[Consumer, float]] = Remembered(_MOST)

    def consumer(self, key: str, now: float) -> Consumer:
        """Who has the consumer key `key`."""
        found = self._remembered.get(key)
        if found is None or now >= found[1]:
            found = (self._opened(key), now + REMEMBERED_SECONDS)
            self._remembered.put(key, found)
        return found[0]

    def _opened(self, key: str) -> Consumer:
        for relying_party_id, sealed, scopes in self._find(key):
            try:
                secret = _unseal_secret(key, sealed, self._keys)
                return Consumer(Identity(relying_party_id, granted_scopes(scopes)), secret)
            except Unreadable:
                log.exception(line("no key opens a consumer secret", relyingParty=relying_party_id))
        return Consumer(None, _unseal_secret("", self._nobodys, self._keys))


def seal_secret(key: str, secret: str, keys: Keys, now: float) -> str:
    """A consumer secret as it is stored: good for the consumer key `key` only."""
    return seal({"consumerKey": key, "consumerSecret": secret}, keys, now)


def _unseal_secret(key: str, sealed: str, keys: Keys) -> str:
    inside: dict[str, Any] = unseal(sealed, keys)
    if inside.get("consumerKey") != key:
        raise Unreadable
    return str(inside["consumerSecret"])
