"""A client that signs requests as RFC 5849 says, written from it and not with our library."""

from __future__ import annotations

import hashlib
import hmac
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import parse_qsl, quote, urlsplit

NOW = 1_800_000_000
FORM = "application/x-www-form-urlencoded"
_HASHES = {"HMAC-SHA1": "sha1", "HMAC-SHA256": "sha256", "HMAC-SHA512": "sha512"}
_PORTS = {"http": 80, "https": 443}


@dataclass(frozen=True)
class Client:
    """`oauth` are parameters of the header beside those that everybody sends, or in their place;
    None leaves one out. `signs_empty` is whether parameters without a value are signed."""

    key: str
    secret: str
    method: str = "HMAC-SHA1"
    now: int = NOW
    nonce: str = "wIjqoS"
    scheme: str = "OAuth "
    oauth: Mapping[str, str | None] = field(default_factory=dict)
    signs_empty: bool = True

    def header(self, verb: str, url: str, form: str = "") -> str:
        """The header `Authorization` of a request; `form` is its body when that is a form."""
        params = self._params()
        base = base_string(verb, url, params, form, signs_empty=self.signs_empty)
        signature = signed(base, self.secret, "", _HASHES.get(self.method, "sha1"))
        listed = {**params, "oauth_signature": signature}
        return self.scheme + ", ".join(
            f'{name}="{_escaped(value)}"' for name, value in listed.items()
        )

    def _params(self) -> dict[str, str]:
        params: dict[str, str | None] = {
            "oauth_consumer_key": self.key,
            "oauth_signature_method": self.method,
            "oauth_timestamp": str(self.now),
            "oauth_nonce": self.nonce,
            "oauth_version": "1.0",
            **self.oauth,
        }
        return {name: value for name, value in params.items() if value is not None}


def base_string(
    verb: str, url: str, params: Mapping[str, str], form: str = "", *, signs_empty: bool = True
) -> str:
    """RFC 5849, 3.4.1."""
    pairs = [(name, value) for name, value in params.items() if name != "realm"]
    for text in (urlsplit(url).query, form):
        pairs += parse_qsl(text, keep_blank_values=True)
    kept = [pair for pair in pairs if pair[1] or signs_empty]
    normal = "&".join(
        "=".join(pair) for pair in sorted((_escaped(n), _escaped(v)) for n, v in kept)
    )
    return "&".join([verb.upper(), _escaped(base_uri(url)), _escaped(normal)])


def base_uri(url: str) -> str:
    """RFC 5849, 3.4.1.2."""
    parts = urlsplit(url)
    port = "" if parts.port in (None, _PORTS[parts.scheme]) else f":{parts.port}"
    return f"{parts.scheme}://{parts.hostname}{port}{parts.path or '/'}"


def signed(base: str, secret: str, token_secret: str, algorithm: str) -> str:
    """RFC 5849, 3.4.2."""
    key = f"{_escaped(secret)}&{_escaped(token_secret)}".encode()
    return b64encode(hmac.digest(key, base.encode(), algorithm)).decode()


def body_hash(body: bytes, algorithm: str) -> str:
    """The extension "OAuth Request Body Hash"."""
    return b64encode(hashlib.new(algorithm, body).digest()).decode()


def _escaped(text: str) -> str:
    """RFC 5849, 3.6."""
    return quote(text, safe="~")
