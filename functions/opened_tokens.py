"""Remembers what the tokens that were opened last say, so that each is decrypted once."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from threading import Lock

from functions.identity import Identity

CAPACITY = 4096

Opened = tuple[Identity, float]  # and when it expires, in seconds since 1970


class OpenedTokens:
    """The `capacity` tokens used last, by their digest: no token is kept. Safe between threads."""

    def __init__(self, capacity: int = CAPACITY) -> None:
        self._capacity = capacity
        self._by_digest: OrderedDict[bytes, Opened] = OrderedDict()
        self._lock = Lock()

    def get(self, token: str) -> Opened | None:
        """What was put for `token`, which counts as a use; None when it is not known."""
        key = _digest(token)
        with self._lock:
            if key in self._by_digest:
                self._by_digest.move_to_end(key)
            return self._by_digest.get(key)

    def put(self, token: str, identity: Identity, expires_at: float) -> Opened:
        """Remembers a token that was opened, in place of the one not used for longest."""
        opened = (identity, expires_at)
        with self._lock:
            self._by_digest[_digest(token)] = opened
            if len(self._by_digest) > self._capacity:
                self._by_digest.popitem(last=False)
        return opened


def _digest(token: str) -> bytes:
    return hashlib.sha256(token.encode("utf-8", "surrogatepass")).digest()
