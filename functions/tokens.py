"""Access tokens: minted and opened here only.

A token is a JWT (RFC 7519) signed RS256 whose header is exactly {"alg":"RS256","typ":"JWT"}. Its
claim "identity" is a JWE (RFC 7516, dir, A256GCM) that only the back-end can read.
"""

from __future__ import annotations

import hashlib
import json
import secrets
from dataclasses import asdict
from typing import Any

from joserfc import jws
from joserfc.errors import JoseError

from functions.identity import Identity
from functions.keys import Keys
from functions.remember import Remembered
from functions.sealed import Unreadable, as_json, seal, unseal
from shared.errors import Unauthorized

LIFETIME_SECONDS = 3600
MAX_CHARACTERS = 8192
HEADER = {"alg": "RS256", "typ": "JWT"}
FIRST_SEGMENT = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"  # HEADER, as it stands in each token
ISSUER = "xporter"
AUDIENCE = "xporter-functions"
OPENED_REMEMBERED = 4096
_SIGNED = ["RS256"]


class Tokens:
    """Mints and opens tokens with `keys`; safe to share between threads.

    The tokens opened last are remembered, because a relying party sends the same one for an hour.
    Times are seconds since 1970.
    """

    def __init__(self, keys: Keys, *, issuer: str = ISSUER, audience: str = AUDIENCE) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        # by digest, so that no token is kept
        self._opened: Remembered[tuple[Identity, float]] = Remembered(OPENED_REMEMBERED)

    def mint(self, identity: Identity, now: float) -> str:
        """A token that says who `identity` is from `now` on, for LIFETIME_SECONDS."""
        jti = secrets.token_urlsafe(16)
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "iat": int(now),
            "exp": int(now) + LIFETIME_SECONDS,
            "jti": jti,
            "identity": seal({"jti": jti, **asdict(identity)}, self._keys, now),
        }
        return jws.serialize_compact(HEADER, as_json(claims), self._keys.signing_key(now), _SIGNED)

    def open_token(self, text: str, now: float) -> Identity:
        """Who the token `text` speaks for.

        Raises Unauthorized: it is not one of ours as we made it, or its time is over.
        """
        digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()
        opened = self._opened.get(digest)
        if opened is None:
            opened = self._read(text)
            self._opened.put(digest, opened)
        identity, expires_at = opened
        if now >= expires_at:
            raise Unauthorized("The access token has expired.")
        return identity

    def _read(self, text: str) -> tuple[Identity, float]:
        try:
            claims = json.loads(self._verified(text))
            if claims["iss"] != self._issuer or claims["aud"] != self._audience:
                raise _invalid()
            return self._identity(claims), float(claims["exp"])
        except (Unreadable, ValueError, KeyError, TypeError):
            raise _invalid() from None

    def _verified(self, text: str) -> bytes:
        """The claims, still as text, of a token that one of our keys has signed."""
        if len(text) > MAX_CHARACTERS or text.split(".", 1)[0] != FIRST_SEGMENT:
            raise _invalid()
        for one in self._keys.signing:
            try:
                return jws.deserialize_compact(text, one.key, _SIGNED).payload or b""
            except JoseError:
                continue
        raise _invalid()

    def _identity(self, claims: dict[str, Any]) -> Identity:
        inside = unseal(claims["identity"], self._keys)
        if inside["jti"] != claims["jti"]:
            raise _invalid()
        return Identity(inside["relying_party_id"], tuple(inside["scopes"]), inside["school"])


def _invalid() -> Unauthorized:
    return Unauthorized("The access token is invalid.")
