"""OAuth 2 client credentials: a token, got when it is needed and again when it has ended."""

from __future__ import annotations

import math
import time
from collections.abc import Callable
from typing import Any, TypeVar

import requests

from admin.errors import AdminError
from admin.pulling.sending import Sender

T = TypeVar("T")
_EARLY = 60.0  # seconds before its end a token is not used any more


class Bearer:
    """`key` is the client id and its secret; no `scopes` means whatever was granted."""

    def __init__(
        self, sender: Sender, token_url: str, key: tuple[str, str], scopes: tuple[str, ...]
    ) -> None:
        self._sender = sender
        self._token_url = token_url
        self._key = key
        self._form = {"grant_type": "client_credentials"}
        if scopes:
            self._form["scope"] = " ".join(scopes)
        self._token = ""
        self._ends = 0.0

    def __call__(self, request: requests.PreparedRequest) -> requests.PreparedRequest:
        if not self._token or time.monotonic() > self._ends:
            self.renew()
        request.headers["Authorization"] = f"Bearer {self._token}"
        return request

    def renew(self) -> bool:
        """Gets another token. Raises AdminError when there is none to be had."""
        got = self._ask(self._read_or_refused, data=self._form, auth=self._key)
        if got is None:
            # Not all know Basic, though all should (RFC 6749, 2.3.1).
            client_id, secret = self._key
            shown = {**self._form, "client_id": client_id, "client_secret": secret}
            got = self._ask(self._read, data=shown)
        self._token = got["access_token"]
        self._ends = time.monotonic() + _usable(got.get("expires_in"))
        return True

    def _ask(self, take: Callable[[requests.Response], T], **arguments: Any) -> T:
        return self._sender.send("POST", self._token_url, take, **arguments)

    def _read_or_refused(self, reply: requests.Response) -> dict[str, Any] | None:
        """None when the reply says that it knows no such client (5.2)."""
        if reply.status_code == 401 or (reply.status_code == 400 and _is_unknown(reply)):
            return None
        return self._read(reply)

    def _read(self, reply: requests.Response) -> dict[str, Any]:
        """The reply's members; what it says of a failure could repeat what was sent."""
        try:
            got = reply.json()
        except ValueError:
            got = None
        if reply.status_code == 200 and isinstance(got, dict) and _is_token(got):
            return got
        raise AdminError(
            f"{self._token_url} gave no token: {reply.status_code}. "
            "Are the client id, its secret, --scope and --token-url right?"
        )


def _is_unknown(reply: requests.Response) -> bool:
    """Whether an error says that the client is unknown, or nothing was seen of it."""
    return any(word in reply.text for word in ("invalid_client", "invalid_request"))


def _usable(lasts: Any) -> float:
    """For how many seconds a token is used that lasts so long; until a 401, if nobody said."""
    is_known = isinstance(lasts, int | float) and lasts > 2 * _EARLY
    return float(lasts) - _EARLY if is_known else math.inf


def _is_token(got: dict[str, Any]) -> bool:
    token = got.get("access_token")
    return isinstance(token, str) and token.isascii() and token.isprintable() and token != ""
