"""With what a provider is asked, and how it goes into a request."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Protocol

import requests
from oauthlib import oauth1

from admin.pulling.bearer import Bearer
from admin.pulling.sending import Sender


@dataclass(frozen=True)
class Credentials:
    """Of OAuth 2 the client id, of OAuth 1 the consumer key; and the secret that belongs to it.
    `token_url` and `scopes` are for OAuth 2."""

    client_id: str
    secret: str = field(repr=False)
    token_url: str = ""
    scopes: tuple[str, ...] = ()


class Authorisation(Protocol):
    """What authorises each request."""

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest: ...

    def renew(self) -> bool:
        """After a 401: whether there is something new to try it with."""
        ...


class _Signed:
    """OAuth 1.0a, two-legged: a signature over each request as it is sent (RFC 5849)."""

    def __init__(self, method: str, credentials: Credentials, sender: Sender) -> None:
        self._client = oauth1.Client(
            credentials.client_id, client_secret=credentials.secret, signature_method=method
        )

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        _, headers, _ = self._client.sign(request.url, http_method=request.method)
        request.headers["Authorization"] = headers["Authorization"]
        return request

    def renew(self) -> bool:
        return False


def _bearer(credentials: Credentials, sender: Sender) -> Bearer:
    key = (credentials.client_id, credentials.secret)
    return Bearer(sender, credentials.token_url, key, credentials.scopes)


METHODS: Mapping[str, Callable[[Credentials, Sender], Authorisation]] = {
    "oauth2": _bearer,
    "oauth1": partial(_Signed, oauth1.SIGNATURE_HMAC_SHA1),
    "oauth1-sha256": partial(_Signed, oauth1.SIGNATURE_HMAC_SHA256),
}
