"""Checks a signature of OAuth 1.0a without a token (RFC 5849, 3.2): by oauthlib, with our rules."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from oauthlib.oauth1 import (
    SIGNATURE_HMAC_SHA1,
    SIGNATURE_HMAC_SHA256,
    RequestValidator,
    SignatureOnlyEndpoint,
)

from functions.consumers import Consumer, Consumers
from functions.identity import Identity
from functions.signed_request import SignedRequest, spellings
from shared.errors import Unauthorized

METHODS = (SIGNATURE_HMAC_SHA1, SIGNATURE_HMAC_SHA256)
NOT_SIGNED = "The consumer key is unknown or the signature is wrong."
UNREADABLE = (
    "The OAuth 1.0 parameters cannot be used: oauth_consumer_key, oauth_nonce, oauth_timestamp"
    f" (10 digits), oauth_signature and oauth_signature_method ({' or '.join(METHODS)}) are needed,"
    " once each and in the header, oauth_version is 1.0, and there is no oauth_token."
)
_KEY = re.compile(r"[A-Za-z0-9_-]{1,128}")
_NONCE = re.compile(r"[\x20-\x7e]{1,256}")
_TIMESTAMP = re.compile(r"[0-9]{10}")


@dataclass(frozen=True)
class Signed:
    """What a right signature vouches for. `timestamp` is in seconds since 1970; `body_hash` is
    None when the client sent none."""

    identity: Identity
    consumer_key: str
    timestamp: int
    nonce: str
    method: str
    body_hash: str | None


def verify(signed: SignedRequest, consumers: Consumers, now: float) -> Signed:
    """What the signature of `signed` vouches for; timestamp, nonce and body are still to be judged.

    Raises Unauthorized: it cannot be read, or the key is unknown or the signature wrong.
    """
    for spelling in spellings(signed):
        rules = _Rules(consumers, now)
        right, request = _validated(rules, spelling)
        if rules.consumer is None:
            raise Unauthorized(UNREADABLE)
        if right and rules.consumer.identity:
            return _signed(request, rules.consumer.identity)
    raise Unauthorized(NOT_SIGNED)


def _validated(rules: _Rules, signed: SignedRequest) -> tuple[bool, Any]:
    headers = {"Authorization": signed.authorization, "Content-Type": signed.content_type}
    endpoint = SignatureOnlyEndpoint(rules)
    try:
        valid: bool
        valid, request = endpoint.validate_request(signed.url, signed.method, signed.body, headers)
    except ValueError:  # oauthlib's for what is no list of parameters, no URL, no UTF-8
        return False, None
    return valid, request


def _signed(request: Any, identity: Identity) -> Signed:
    return Signed(
        identity,
        consumer_key=request.client_key,
        timestamp=int(request.timestamp),
        nonce=request.nonce,
        method=request.signature_method,
        body_hash=request.oauth_params.get("oauth_body_hash"),
    )


class _Rules(RequestValidator):  # type: ignore[misc]  # oauthlib has no types
    """oauthlib's questions about one request. `consumer` is whom the consumer key led to, None
    until everything else about the parameters was in order."""

    allowed_signature_methods = METHODS
    enforce_ssl = False  # the scheme is what the client used; whether it may is the web's to say
    timestamp_lifetime = 10**10  # judged by our clock, once the signature is known to be right
    dummy_client = ""

    def __init__(self, consumers: Consumers, now: float) -> None:
        super().__init__()
        self._consumers = consumers
        self._now = now
        self.consumer: Consumer | None = None

    def check_client_key(self, client_key: str) -> bool:
        return _KEY.fullmatch(client_key) is not None

    def check_nonce(self, nonce: str) -> bool:
        return _NONCE.fullmatch(nonce) is not None

    def validate_timestamp_and_nonce(
        self, client_key: str, timestamp: str, nonce: str, request: Any, **_: Any
    ) -> bool:
        """Their form only: a nonce is used up after the signature, or anybody could burn it."""
        return _TIMESTAMP.fullmatch(timestamp) is not None and not request.resource_owner_key

    def validate_client_key(self, client_key: str, request: Any) -> bool:
        self.consumer = self._consumers.consumer(client_key, self._now)
        return self.consumer.identity is not None

    def get_client_secret(self, client_key: str, request: Any) -> str:
        return self.consumer.secret if self.consumer else ""
