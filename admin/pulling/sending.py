"""Sends requests to a provider, again and again while it is busy or the connection breaks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeVar

import requests

from admin.errors import AdminError
from admin.importing.json_stream import BrokenJson
from admin.pulling.patience import Patience

T = TypeVar("T")
BUSY = (429, 502, 503, 504)
_LONGEST = 300
TIMEOUT = (10, 120)  # seconds to connect, and between two pieces of a reply


class Sender:
    """Sends over one session, with patience."""

    def __init__(self, patience: Patience) -> None:
        self._patience = patience
        self._session = requests.Session()
        self._session.headers.update({"Accept": "application/json", "User-Agent": "Xporter"})

    def send(
        self, method: str, url: str, take: Callable[[requests.Response], T], **arguments: Any
    ) -> T:
        """What `take` makes of the first reply that is neither busy nor broken.

        Raises AdminError when there is none, or it leads elsewhere.
        """
        tried = 0
        while True:
            tried += 1
            try:
                with self._open(method, url, arguments) as reply:
                    if reply.status_code not in BUSY:
                        _stay(reply, url)
                        return take(reply)
                reason = f"{url} answers {reply.status_code}"
                self._patience.wait(tried, reason, reply.headers.get("Retry-After"))
            except (requests.RequestException, BrokenJson) as broken:
                self._patience.wait(tried, f"{url}: {_said(broken)}")

    def _open(self, method: str, url: str, arguments: dict[str, Any]) -> requests.Response:
        return self._session.request(
            method, url, stream=True, timeout=TIMEOUT, allow_redirects=False, **arguments
        )


def _stay(reply: requests.Response, url: str) -> None:
    """Secrets go nowhere but to where they were meant to go."""
    if reply.is_redirect:
        to = printable(reply.headers["Location"])
        raise AdminError(f"{url} leads to {to}: give that address instead.")


def printable(text: str) -> str:
    """What a provider said, as it may be shown on a terminal."""
    return "".join(one for one in text if one.isprintable())[:_LONGEST]


def _said(broken: Exception) -> str:
    """What broke, without the addresses and objects that requests puts into it."""
    if isinstance(broken, BrokenJson):
        return f"the reply is broken, {broken}"
    return f"the connection failed ({type(broken).__name__})"
