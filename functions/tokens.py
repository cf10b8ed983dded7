"""Access tokens: minted and opened here only.

A token is a JWT (RFC 7519) signed RS256 whose header is exactly {"alg":"RS256","typ":"JWT"}. Its
claim "identity" is a JWE (RFC 7516, dir, A256GCM) that only the back-end can read.
"""

from __future__ import annotations

import json
import secrets
from dataclasses import asdict
from typing import Any

from joserfc import jwe, jws
from joserfc.errors import JoseError

from functions.identity import Identity
from functions.keys import Keys
from functions.opened_tokens import OpenedTokens
from shared.errors import Unauthorized

LIFETIME_SECONDS = 3600
MAX_CHARACTERS = 8192
HEADER = {"alg": "RS256", "typ": "JWT"}
FIRST_SEGMENT = "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"  # HEADER, as it stands in each token
ISSUER = "xporter"
AUDIENCE = "xporter-functions"
_JWE_HEADER = {"alg": "dir", "enc": "A256GCM"}
_SIGNED = ["RS256"]
_ENCRYPTED = ["dir", "A256GCM"]


class Tokens:
    """Mints and opens tokens with `keys`; safe to share between threads.

    The tokens opened last are remembered, because a relying party sends the same one for an hour.
    Times are seconds since 1970.
    """

    def __init__(self, keys: Keys, *, issuer: str = ISSUER, audience: str = AUDIENCE) -> None:
        self._keys = keys
        self._issuer = issuer
        self._audience = audience
        self._opened = OpenedTokens()

    def mint(self, identity: Identity, now: float) -> str:
        """A token that says who `identity` is from `now` on, for LIFETIME_SECONDS."""
        jti = secrets.token_urlsafe(16)
        claims = {
            "iss": self._issuer,
            "aud": self._audience,
            "iat": int(now),
            "exp": int(now) + LIFETIME_SECONDS,
            "jti": jti,
            "identity": self._encrypt({"jti": jti, **asdict(identity)}, now),
        }
        return jws.serialize_compact(HEADER, _json(claims), self._keys.signing_key(now), _SIGNED)

    def open_token(self, text: str, now: float) -> Identity:
        """Who the token `text` speaks for.

        Raises Unauthorized: it is not one of ours as we made it, or its time is over.
        """
        found = self._opened.get(text) or self._opened.put(text, *self._read(text))
        identity, expires_at = found
        if now >= expires_at:
            raise Unauthorized("The access token has expired.")
        return identity

    def _read(self, text: str) -> tuple[Identity, float]:
        try:
            claims = json.loads(self._verified(text))
            if claims["iss"] != self._issuer or claims["aud"] != self._audience:
                raise _invalid()
            return self._identity(claims), float(claims["exp"])
        except (JoseError, ValueError, KeyError, TypeError):
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
        inside = json.loads(self._decrypted(claims["identity"]))
        if inside["jti"] != claims["jti"]:
            raise _invalid()
        return Identity(inside["relying_party_id"], tuple(inside["scopes"]), inside["school"])

    def _encrypt(self, inside: dict[str, Any], now: float) -> str:
        key = self._keys.encryption_key(now)
        return jwe.encrypt_compact(_JWE_HEADER, _json(inside), key, _ENCRYPTED)

    def _decrypted(self, text: str) -> bytes:
        for one in self._keys.encryption:
            try:
                return jwe.decrypt_compact(text, one.key, _ENCRYPTED).plaintext or b""
            except JoseError:
                continue
        raise _invalid()


def _json(value: dict[str, Any]) -> bytes:
    return json.dumps(value, separators=(",", ":")).encode("utf-8")


def _invalid() -> Unauthorized:
    return Unauthorized("The access token is invalid.")
