"""Keyed hashes of relying parties' secrets: HMAC-SHA256 (RFC 2104), the pepper being the key.

The secrets are 256 random bits of ours, so that a fast hash is enough; the pepper makes a stolen
database useless for trying.
"""

from __future__ import annotations

import hashlib
import hmac

from functions.keys import Keys

NOBODYS = "0" * 64  # compared with when a client has no secret, so that it takes as long


def hash_secret(secret: str, keys: Keys) -> str:
    """The hash to store, under the newest pepper: 64 lower-case hexadecimal digits."""
    return _hashed(secret, keys.peppers[0])


def secret_matches(secret: str, hash_: str, keys: Keys) -> bool:
    """Whether `secret` is the one behind `hash_`, under any pepper. No comparison is skipped: the
    time tells neither which one matched nor how much of it."""
    mine = [_hashed(secret, pepper) for pepper in keys.peppers]
    found = [hmac.compare_digest(one, hash_) for one in mine]
    return any(found)


def _hashed(secret: str, pepper: bytes) -> str:
    return hmac.new(pepper, secret.encode("utf-8"), hashlib.sha256).hexdigest()
