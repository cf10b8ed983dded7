"""Access tokens that are not ours, or not as we made them, open nothing."""

from __future__ import annotations

import base64
import hmac
import json
import time
from collections.abc import Callable
from typing import Any

import pytest
import requests

from functions.identity import Identity
from functions.key_file import load_keys
from functions.keys import Keys
from functions.tokens import LIFETIME_SECONDS, Tokens
from tests.stack import Stack
from tests.xporter.asking import bearer, identity_of, minted

WITHOUT_TOKEN: tuple[dict[str, str], ...] = (
    {},
    {"Authorization": ""},
    {"Authorization": "Bearer"},
    {"Authorization": "Bearer "},
    {"Authorization": "Basic dXNlcjpzZWNyZXQ="},
    {"Authorization": "Digest x"},
    {"Authorization": "BearerX a.b.c"},
    {"Authorization": "Token a.b.c"},
    {"X-Authorization": "Bearer a.b.c"},
)


def packed(value: Any) -> str:
    text = value if isinstance(value, bytes) else json.dumps(value, separators=(",", ":")).encode()
    return base64.urlsafe_b64encode(text).decode().rstrip("=")


def unpacked(segment: str) -> Any:
    return json.loads(base64.urlsafe_b64decode(segment + "=" * (-len(segment) % 4)))


def with_header(token: str, header: dict[str, str]) -> str:
    return ".".join((packed(header), *token.split(".")[1:]))


def with_claims(token: str, **claims: Any) -> str:
    head, payload, signature = token.split(".")
    return ".".join((head, packed({**unpacked(payload), **claims}), signature))


def without_signature(token: str) -> str:
    payload = token.split(".")[1]
    return f"{packed({'alg': 'none', 'typ': 'JWT'})}.{payload}."


def signed_with_the_public_key(token: str, keys: Keys) -> str:
    """RS256 turned into HS256, keyed with what everybody may know."""
    public = keys.signing[0].key.as_pem(private=False)
    signed = f"{packed({'alg': 'HS256', 'typ': 'JWT'})}.{token.split('.')[1]}"
    return f"{signed}.{packed(hmac.digest(public, signed.encode(), 'sha256'))}"


# Tokens made of a good one. A character in the middle, since the last one's bits may not count.
FORGED: dict[str, Callable[[str], str]] = {
    "cut by a character": lambda token: token[:-1],
    "cut by half": lambda token: token[: len(token) // 2],
    "without a segment": lambda token: token.rpartition(".")[0],
    "with a fourth segment": lambda token: f"{token}.x",
    "with another signature": lambda token: token.rpartition(".")[0] + "." + packed(b"x" * 256),
    "with an empty signature": lambda token: token.rpartition(".")[0] + ".",
    "longer": lambda token: f"{token}AAAA",
    "valid for ever": lambda token: with_claims(token, exp=2**40),
    "for another audience": lambda token: with_claims(token, aud="somebody"),
    "with an identity of his own": lambda token: with_claims(
        token, identity=packed({"relying_party_id": 1})
    ),
    "alg none": without_signature,
    "alg None": lambda token: with_header(token, {"alg": "None", "typ": "JWT"}),
    "alg HS256": lambda token: with_header(token, {"alg": "HS256", "typ": "JWT"}),
    "alg RS512": lambda token: with_header(token, {"alg": "RS512", "typ": "JWT"}),
    "with a key of his own": lambda token: with_header(
        token, {"alg": "RS256", "typ": "JWT", "jku": "http://127.0.0.1/"}
    ),
    "in capitals": str.upper,
    "twice": lambda token: f"{token}{token}",
    "of 10,000 characters": lambda token: token + "A" * 10_000,
    "only dots": lambda token: "..",
    "another word": lambda token: "token",
}


def ask(stack: Stack, headers: dict[str, str], path: str = "/users") -> requests.Response:
    return requests.get(f"{stack.base}{path}", headers=headers, timeout=30)


def is_refused(stack: Stack, token: str) -> bool:
    """400 in plain text, with nothing of the token in it, on every collection."""
    replies = [ask(stack, bearer(token), path) for path in ("/users", "/courses", "/orgs?limit=0")]
    return all(
        reply.status_code == 400
        and reply.headers["Content-Type"].startswith("text/plain")
        and (len(token) < 10 or token not in reply.text)
        and "token" in reply.text
        for reply in replies
    )


@pytest.mark.parametrize("forgery", FORGED)
def test_a_token_is_refused_that_is(stack: Stack, forgery: str) -> None:
    good = stack.trust.token()
    assert is_refused(stack, FORGED[forgery](good))
    assert ask(stack, bearer(good)).status_code == 200


def test_a_token_signed_with_the_public_key_is_refused(stack: Stack, keys: Keys) -> None:
    assert is_refused(stack, signed_with_the_public_key(stack.trust.token(), keys))


def test_another_installations_token_is_refused(stack: Stack, other_keys: Keys) -> None:
    identity = identity_of(stack, stack.trust)
    assert is_refused(stack, Tokens(other_keys).mint(identity, time.time()))


@pytest.mark.parametrize("place", [{"issuer": "somebody"}, {"audience": "somebody"}])
def test_a_token_of_ours_for_something_else_is_refused(stack: Stack, place: dict[str, str]) -> None:
    tokens = Tokens(load_keys(str(stack.key_file)), **place)
    assert is_refused(stack, tokens.mint(identity_of(stack, stack.trust), time.time()))


def test_two_halves_of_good_tokens_are_no_token(stack: Stack) -> None:
    one, other = stack.trust.token(), stack.primary.token()
    head, _, signature = one.split(".")
    assert is_refused(stack, ".".join((head, other.split(".")[1], signature)))


def test_another_callers_identity_cannot_be_put_into_ones_own_token(stack: Stack) -> None:
    identity = unpacked(stack.trust.token().split(".")[1])["identity"]
    assert is_refused(stack, with_claims(stack.primary.token(), identity=identity))


@pytest.mark.parametrize("age", [LIFETIME_SECONDS, LIFETIME_SECONDS + 1, 10 * LIFETIME_SECONDS])
def test_an_expired_token_is_refused(stack: Stack, age: int) -> None:
    assert is_refused(stack, minted(stack, stack.trust, age=age))


def test_a_token_of_a_relying_party_that_never_was_is_refused(stack: Stack) -> None:
    tokens = Tokens(load_keys(str(stack.key_file)))
    identity = identity_of(stack, stack.trust)
    nobody = Identity(2**31 - 1, identity.scopes)
    assert is_refused(stack, tokens.mint(nobody, time.time()))


def test_a_token_of_another_kind_of_service_opens_no_roster(stack: Stack) -> None:
    tokens = Tokens(load_keys(str(stack.key_file)))
    token = tokens.mint(Identity(identity_of(stack, stack.trust).relying_party_id), time.time())
    reply = ask(stack, bearer(token))
    assert reply.status_code == 400
    assert reply.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("headers", WITHOUT_TOKEN, ids=str)
@pytest.mark.parametrize("path", ["/orgs", "/users?limit=x", "/courses"])
def test_without_a_bearer_token_all_is_403(
    stack: Stack, headers: dict[str, str], path: str
) -> None:
    reply = ask(stack, headers, path)
    assert reply.status_code == 403
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert "WWW-Authenticate" not in reply.headers


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer  ", " Bearer"])
def test_the_scheme_is_read_in_any_letter_case(stack: Stack, scheme: str) -> None:
    with_token = {"Authorization": f"{scheme} {stack.trust.token()}".lstrip()}
    assert ask(stack, with_token, "/orgs").status_code == 200


@pytest.mark.parametrize("query", ["access_token={}", "token={}", "code={}"])
def test_a_token_in_the_query_opens_nothing(stack: Stack, query: str) -> None:
    reply = ask(stack, {}, f"/orgs?{query.format(stack.trust.token())}")
    assert reply.status_code == 403
