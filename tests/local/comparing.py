"""One call to two hosts, brought to what must be the same: status, headers, body."""

from __future__ import annotations

from typing import NamedTuple

import requests

# What differs from server to server and from call to call.
OF_THE_SERVER = frozenset(
    {
        *("server", "date", "connection", "content-length", "keep-alive"),
        *("ratelimit-remaining", "ratelimit-reset"),
    }
)


class Call(NamedTuple):
    """A request; the target is sent as it is written."""

    method: str
    target: str
    body: bytes | None = None
    headers: tuple[tuple[str, str], ...] = ()

    def __str__(self) -> str:
        return f"{self.method} {self.target[:60]} {len(self.body or b'')} bytes"


class Reply(NamedTuple):
    status: int
    headers: tuple[tuple[str, str], ...]
    body: bytes


def reply(url: str, call: Call, varying: frozenset[str] = frozenset()) -> Reply:
    """The reply without headers that may differ (`varying` names more) and with the host's own
    address, which functions may repeat, made the same."""
    headers = {"Host": "functions.example", "User-Agent": "comparing", **dict(call.headers)}
    answer = requests.request(
        call.method, url + call.target, data=call.body, headers=headers, timeout=30, stream=True
    )
    shown = [(name.lower(), value) for name, value in answer.raw.headers.items()]
    kept = (one for one in shown if one[0] not in OF_THE_SERVER | varying)
    return Reply(answer.status_code, tuple(sorted(kept)), answer.content)
