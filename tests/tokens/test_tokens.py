"""Minting and opening access tokens; every forgery is refused in the same words."""

from __future__ import annotations

import base64
import hmac
import json
from collections.abc import Callable
from typing import Any

import pytest
from joserfc import jws

from functions.identity import Identity
from functions.keys import EncryptionKey, Keys, KeySet, SigningKey
from functions.tokens import FIRST_SEGMENT, HEADER, LIFETIME_SECONDS, Tokens
from shared.errors import Unauthorized
from shared.oneroster import ROSTER

NOW = 1_800_000_000.5
ACME = Identity(7, (ROSTER,), None)
SCHOOL_ONLY = Identity(8, (), "school-1")


@pytest.fixture
def tokens(keys: Keys) -> Tokens:
    return Tokens(keys)


def _base64(value: bytes) -> str:
    return base64.urlsafe_b64encode(value).decode().rstrip("=")


def _segment(value: dict[str, Any]) -> str:
    return _base64(json.dumps(value, separators=(",", ":")).encode())


def _claims(token: str) -> dict[str, Any]:
    claims = token.split(".")[1]
    found: dict[str, Any] = json.loads(base64.urlsafe_b64decode(claims + "=" * (-len(claims) % 4)))
    return found


def _signed(claims: dict[str, Any], keys: Keys, header: dict[str, Any] | None = None) -> str:
    """A token that holds what it should not, under the right key."""
    key = keys.signing[0].key
    text = json.dumps(claims).encode()
    registry = jws.JWSRegistry(algorithms=["RS256", "RS512"], strict_check_header=False)
    return jws.serialize_compact(header or HEADER, text, key, registry=registry)


@pytest.mark.parametrize("identity", [ACME, SCHOOL_ONLY])
def test_a_token_opens_to_the_identity_it_was_minted_for(
    tokens: Tokens, identity: Identity
) -> None:
    assert tokens.open_token(tokens.mint(identity, NOW), NOW) == identity


def test_the_first_segment_is_the_documented_one(tokens: Tokens) -> None:
    assert tokens.mint(ACME, NOW).split(".")[0] == "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9"


def test_the_claims_name_nobody_in_the_clear(tokens: Tokens) -> None:
    claims = _claims(tokens.mint(SCHOOL_ONLY, NOW))
    assert set(claims) == {"iss", "aud", "iat", "exp", "jti", "identity"}
    assert "school-1" not in json.dumps(claims)
    assert claims["exp"] - claims["iat"] == LIFETIME_SECONDS == 3600


def test_two_tokens_of_one_moment_differ(tokens: Tokens) -> None:
    assert tokens.mint(ACME, NOW) != tokens.mint(ACME, NOW)


def test_a_token_is_good_until_its_hour_is_over(tokens: Tokens) -> None:
    token = tokens.mint(ACME, 1000)
    assert tokens.open_token(token, 4599.9) == ACME


@pytest.mark.parametrize("seen_before", [False, True])
def test_a_token_is_refused_once_its_hour_is_over(tokens: Tokens, seen_before: bool) -> None:
    token = tokens.mint(ACME, 1000)
    if seen_before:
        tokens.open_token(token, 1001)
    with pytest.raises(Unauthorized, match=r"^The access token has expired\.$"):
        tokens.open_token(token, 4600)


def _cut(token: str, keys: Keys) -> str:
    return token[:-20]


def _without_signature(token: str, keys: Keys) -> str:
    return token.rsplit(".", 1)[0] + "."


def _alg_none(token: str, keys: Keys) -> str:
    return f"{_segment({'alg': 'none', 'typ': 'JWT'})}.{token.split('.')[1]}."


def _hs256_with_the_public_key(token: str, keys: Keys) -> str:
    return _hmac_signed(_segment({"alg": "HS256", "typ": "JWT"}), token, keys)


def _hs256_under_our_header(token: str, keys: Keys) -> str:
    return _hmac_signed(FIRST_SEGMENT, token, keys)


def _hmac_signed(header: str, token: str, keys: Keys) -> str:
    public = keys.signing[0].key.as_pem(private=False)
    content = f"{header}.{token.split('.')[1]}"
    return f"{content}.{_base64(hmac.digest(public, content.encode(), 'sha256'))}"


def _rs512(token: str, keys: Keys) -> str:
    return _signed(_claims(token), keys, {"alg": "RS512", "typ": "JWT"})


def _with_kid(token: str, keys: Keys) -> str:
    return _signed(_claims(token), keys, {**HEADER, "kid": "1"})


def _with_jku(token: str, keys: Keys) -> str:
    return _signed(_claims(token), keys, {**HEADER, "jku": "https://attacker.example/keys"})


def _with_crit(token: str, keys: Keys) -> str:
    return f"{_segment({**HEADER, 'crit': ['exp']})}.{token.split('.', 1)[1]}"


def _longer_life(token: str, keys: Keys) -> str:
    head, _, signature = token.split(".")
    return f"{head}.{_segment({**_claims(token), 'exp': 9_999_999_999})}.{signature}"


def _other_audience(token: str, keys: Keys) -> str:
    return _signed({**_claims(token), "aud": "another"}, keys)


def _other_issuer(token: str, keys: Keys) -> str:
    return _signed({**_claims(token), "iss": "another"}, keys)


def _without_expiry(token: str, keys: Keys) -> str:
    return _signed({name: v for name, v in _claims(token).items() if name != "exp"}, keys)


def _identity_in_the_clear(token: str, keys: Keys) -> str:
    return _signed({**_claims(token), "identity": {"relying_party_id": 1}}, keys)


def _identity_of_another_token(token: str, keys: Keys) -> str:
    """Even signed by us, an identity is good only in the token that it was encrypted for."""
    stolen = _claims(Tokens(keys).mint(Identity(1), NOW))["identity"]
    return _signed({**_claims(token), "identity": stolen}, keys)


def _oversized(token: str, keys: Keys) -> str:
    return _signed({**_claims(token), "padding": "x" * 9000}, keys)


def _claims_not_an_object(token: str, keys: Keys) -> str:
    return jws.serialize_compact(HEADER, b"[1]", keys.signing[0].key, ["RS256"])


FORGERIES = [
    _cut,
    _without_signature,
    _alg_none,
    _hs256_with_the_public_key,
    _hs256_under_our_header,
    _rs512,
    _with_kid,
    _with_jku,
    _with_crit,
    _longer_life,
    _other_audience,
    _other_issuer,
    _without_expiry,
    _identity_in_the_clear,
    _identity_of_another_token,
    _oversized,
    _claims_not_an_object,
]


@pytest.mark.parametrize("forge", FORGERIES)
def test_a_forged_token_is_refused(
    tokens: Tokens, keys: Keys, forge: Callable[[str, Keys], str]
) -> None:
    forged = forge(tokens.mint(ACME, NOW), keys)
    with pytest.raises(Unauthorized, match=r"^The access token is invalid\.$"):
        tokens.open_token(forged, NOW)


def test_our_own_header_and_claims_signed_again_are_accepted(tokens: Tokens, keys: Keys) -> None:
    """What shows that the forgeries fail for what was forged, not for how they were made."""
    again = _signed(_claims(tokens.mint(ACME, NOW)), keys)
    assert tokens.open_token(again, NOW) == ACME


@pytest.mark.parametrize(
    "garbage",
    ["", ".", "..", "a.b.c", FIRST_SEGMENT, f"{FIRST_SEGMENT}..", "é.ü.ß", "\0", "\ud800"],
)
def test_garbage_is_refused(tokens: Tokens, garbage: str) -> None:
    with pytest.raises(Unauthorized, match=r"^The access token is invalid\.$"):
        tokens.open_token(garbage, NOW)


def test_a_token_of_other_keys_is_refused(tokens: Tokens, other_keys: Keys) -> None:
    with pytest.raises(Unauthorized):
        tokens.open_token(Tokens(other_keys).mint(ACME, NOW), NOW)


def test_an_identity_under_another_encryption_key_is_refused(keys: Keys, other_keys: Keys) -> None:
    mixed = Keys.fixed(KeySet(keys.signing, other_keys.encryption, keys.peppers))
    with pytest.raises(Unauthorized):
        Tokens(keys).open_token(Tokens(mixed).mint(ACME, NOW), NOW)


def test_tokens_of_earlier_keys_stay_good_after_a_rotation(keys: Keys, other_keys: Keys) -> None:
    before = Tokens(keys).mint(ACME, NOW)
    rotated = Keys.fixed(
        KeySet(
            other_keys.signing + keys.signing, other_keys.encryption + keys.encryption, keys.peppers
        )
    )
    assert Tokens(rotated).open_token(before, NOW) == ACME
    assert Tokens(other_keys).open_token(Tokens(rotated).mint(ACME, NOW), NOW) == ACME


def test_a_new_key_is_not_used_before_it_is_due(keys: Keys, other_keys: Keys) -> None:
    """So that an instance that has not been given it yet can open what the others mint."""
    new = SigningKey(other_keys.signing[0].key, due=NOW + 60)
    new_inside = EncryptionKey(other_keys.encryption[0].key, due=NOW + 60)
    rotated = Keys.fixed(KeySet((new, *keys.signing), (new_inside, *keys.encryption), keys.peppers))
    assert Tokens(keys).open_token(Tokens(rotated).mint(ACME, NOW), NOW) == ACME
    assert Tokens(other_keys).open_token(Tokens(rotated).mint(ACME, NOW + 60), NOW + 60) == ACME
