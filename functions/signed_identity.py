"""Who a request signed with OAuth 1.0a comes from: signature, time, body, and each nonce once."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Callable
from datetime import UTC, datetime
from typing import Any

from oauthlib.oauth1 import SIGNATURE_HMAC_SHA1, SIGNATURE_HMAC_SHA256

from functions.consumers import Consumers
from functions.identity import Identity
from functions.signature import Signed, verify
from functions.signed_request import SignedRequest
from shared.errors import Unauthorized

MOST_SECONDS_OFF = 300
# The extension goes with the signature's hash; oauthlib's clients send SHA-1's with either.
_BODY_HASHES: dict[str, tuple[Callable[[bytes], Any], ...]] = {
    SIGNATURE_HMAC_SHA1: (hashlib.sha1,),
    SIGNATURE_HMAC_SHA256: (hashlib.sha256, hashlib.sha1),
}

UseNonce = Callable[[str, int, str], bool]
"""gcidm.save_nonce: whether a consumer key's nonce of a timestamp was not used before."""


class SignedIdentities:
    """Judges signed requests. A nonce is used up last, when all else is right."""

    def __init__(self, consumers: Consumers, use_nonce: UseNonce) -> None:
        self._consumers = consumers
        self._use_nonce = use_nonce

    def identify(self, request: SignedRequest, now: float) -> Identity:
        """Who signed `request`; `now` is in seconds since 1970.

        Raises Unauthorized, which tells what is wrong: the key or the signature, the timestamp, the
        body's hash, or a nonce that was used before.
        """
        signed = verify(request, self._consumers, now)
        _check_timestamp(signed, now)
        _check_body(signed, request.body)
        if not self._use_nonce(signed.consumer_key, signed.timestamp, signed.nonce):
            raise Unauthorized("The oauth_nonce was used before; each request needs its own.")
        return signed.identity


def _check_timestamp(signed: Signed, now: float) -> None:
    if abs(now - signed.timestamp) > MOST_SECONDS_OFF:
        here = datetime.fromtimestamp(now, UTC)
        raise Unauthorized(
            f"The oauth_timestamp {signed.timestamp} is more than {MOST_SECONDS_OFF} seconds off;"
            f" here it is {int(now)} ({here:%Y-%m-%dT%H:%M:%SZ})."
        )


def _check_body(signed: Signed, body: bytes) -> None:
    """The extension "OAuth Request Body Hash": for bodies that signatures do not cover."""
    if signed.body_hash is None:
        return
    sent = signed.body_hash.encode("utf-8", "replace")
    right = [b64encode(hash_(body).digest()) for hash_ in _BODY_HASHES[signed.method]]
    if not any(hmac.compare_digest(one, sent) for one in right):
        raise Unauthorized("The oauth_body_hash is not that of the body.")
