"""Reads the key material: a JSON Web Key Set (RFC 7517), newest first, with three uses of key.

    "use": "sig"     RSA, 2048 bits or more   signs access tokens
    "use": "enc"     oct, 256 bits            encrypts the identity inside them
    "use": "pepper"  oct, 256 bits or more    keys the hashes of relying parties' secrets

Every key verifies and decrypts; the newest that is due signs and encrypts. A key is due from its
member "nbf" (seconds since 1970) on, so that all instances know a new key before one uses it.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from typing import Any

from joserfc.errors import JoseError
from joserfc.jwk import OctKey, RSAKey

from functions.keys import EncryptionKey, KeySet, SigningKey
from shared.settings import SettingsError

RSA_BITS = 2048
SYMMETRIC_BITS = 256
_UNREADABLE = (JoseError, ValueError, TypeError, KeyError)


@dataclass(frozen=True)
class Member:
    """A member of the set, not checked yet; `place` counts from 1."""

    place: int
    jwk: dict[str, Any]


def parse_keys(text: str) -> KeySet:
    """The keys of a JSON Web Key Set.

    Raises SettingsError: a line for each key at fault, by its place, and each use without a key.
    """
    members = [Member(place, jwk) for place, jwk in enumerate(_jwks(text), 1)]
    problems = [*_strangers(members), *(one for use in USES for one in _missing(members, use))]
    keys = {use: tuple(_made(members, use, problems)) for use in USES}
    if problems:
        raise SettingsError("\n".join(problems))
    return KeySet(signing=keys["sig"], encryption=keys["enc"], peppers=keys["pepper"])


def _jwks(text: str) -> list[dict[str, Any]]:
    try:
        jwks = json.loads(text)["keys"]
    except (ValueError, KeyError, TypeError):
        jwks = None
    if not isinstance(jwks, list) or not all(isinstance(jwk, dict) for jwk in jwks):
        raise SettingsError('XPORTER_TOKEN_KEYS is not a JSON Web Key Set: {"keys": [...]}')
    return jwks


def _strangers(members: list[Member]) -> list[str]:
    odd = (member for member in members if member.jwk.get("use") not in USES)
    return [str(_refused(member, f'"use" must be one of {", ".join(USES)}')) for member in odd]


def _missing(members: list[Member], use: str) -> list[str]:
    if any(member.jwk.get("use") == use for member in members):
        return []
    return [f'XPORTER_TOKEN_KEYS has no key with "use": "{use}"']


def _made(members: list[Member], use: str, problems: list[str]) -> Iterator[Any]:
    """The good keys of a use; `problems` gets what is wrong with the others."""
    for member in members:
        if member.jwk.get("use") == use:
            try:
                yield USES[use](member)
            except SettingsError as error:
                problems.append(str(error))


def _signing(member: Member) -> SigningKey:
    try:
        key = RSAKey.import_key(member.jwk)
        strong = key.is_private and key.private_key.key_size >= RSA_BITS  # type: ignore[union-attr]
    except _UNREADABLE:
        strong = False
    if not strong:
        raise _refused(member, f'"sig" must be a private RSA key of {RSA_BITS} bits or more')
    return SigningKey(key, _due(member))


def _encryption(member: Member) -> EncryptionKey:
    key = _symmetric(member)
    if len(key.raw_value) * 8 != SYMMETRIC_BITS:
        raise _refused(member, f'"enc" must have {SYMMETRIC_BITS} bits')
    return EncryptionKey(key, _due(member))


def _pepper(member: Member) -> bytes:
    # RFC 7517 has no name for our use, and joserfc takes no other.
    pepper = _symmetric(replace(member, jwk={**member.jwk, "use": "sig"})).raw_value
    if len(pepper) * 8 < SYMMETRIC_BITS:
        raise _refused(member, f'"pepper" must have {SYMMETRIC_BITS} bits or more')
    return pepper


def _symmetric(member: Member) -> OctKey:
    try:
        return OctKey.import_key(member.jwk)
    except _UNREADABLE:
        raise _refused(member, 'it must be of "kty" "oct", its "k" in base64url') from None


def _due(member: Member) -> float:
    due = member.jwk.get("nbf", 0)
    if isinstance(due, bool) or not isinstance(due, int | float):
        raise _refused(member, '"nbf" must be a number of seconds since 1970')
    return float(due)


def _refused(member: Member, wanted: str) -> SettingsError:
    return SettingsError(f"XPORTER_TOKEN_KEYS: key {member.place}: {wanted}")


USES: dict[str, Callable[[Member], Any]] = {
    "sig": _signing,
    "enc": _encryption,
    "pepper": _pepper,
}
