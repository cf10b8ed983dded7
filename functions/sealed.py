"""Values that only the back-end can read: JWEs (RFC 7516, dir, A256GCM) under its own keys."""

from __future__ import annotations

import json
from typing import Any

from joserfc import jwe
from joserfc.errors import JoseError

from functions.keys import Keys

_HEADER = {"alg": "dir", "enc": "A256GCM"}
_ALLOWED = ["dir", "A256GCM"]


class Unreadable(Exception):
    """None of our keys opens the text, or what is inside is not what we put there."""


def seal(value: dict[str, Any], keys: Keys, now: float) -> str:
    """`value` encrypted with the key that is due at `now` (seconds since 1970)."""
    return jwe.encrypt_compact(_HEADER, as_json(value), keys.encryption_key(now), _ALLOWED)


def unseal(text: str, keys: Keys) -> dict[str, Any]:
    """What `seal` was given, under any of our keys, so that rotations lose nothing.

    Raises Unreadable.
    """
    for one in keys.encryption:
        try:
            found = json.loads(jwe.decrypt_compact(text, one.key, _ALLOWED).plaintext or b"")
        except (JoseError, ValueError):
            continue
        if isinstance(found, dict):
            return found
    raise Unreadable


def as_json(value: dict[str, Any]) -> bytes:
    """Compact JSON in UTF-8."""
    return json.dumps(value, separators=(",", ":")).encode("utf-8")
