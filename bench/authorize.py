"""The header Authorization of a request, for each way to authenticate."""

from __future__ import annotations

import base64
from collections.abc import Callable

from oauthlib.oauth1 import Client

Authorize = Callable[[str, str], str]
"""The header's value for a method and a URL."""


def authorize(way: str, *secrets: str) -> Authorize:
    """`bearer` takes a token, `basic` a user and a password, `oauth1` a consumer key and secret."""
    return _WAYS[way](*secrets)


def _bearer(token: str) -> Authorize:
    return lambda method, url: f"Bearer {token}"


def _basic(user: str, password: str) -> Authorize:
    login = base64.b64encode(f"{user}:{password}".encode()).decode()
    return lambda method, url: f"Basic {login}"


def _oauth1(key: str, secret: str) -> Authorize:
    """HMAC-SHA1 over each request, with a nonce of its own."""
    client = Client(key, secret)

    def sign(method: str, url: str) -> str:
        _, headers, _ = client.sign(url, method)
        return str(headers["Authorization"])

    return sign


_WAYS: dict[str, Callable[..., Authorize]] = {
    "bearer": _bearer,
    "basic": _basic,
    "oauth1": _oauth1,
}
