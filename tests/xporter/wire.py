"""HTTP by hand: what no client library would send, and several requests on one connection."""

from __future__ import annotations

import socket
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from http.client import HTTPResponse

from local.tiers import BASE_PATH
from tests.stack import Stack


@dataclass(frozen=True)
class Reply:
    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Wire:
    """One connection to the web tier."""

    def __init__(self, connection: socket.socket) -> None:
        self._connection = connection

    def ask(self, request: bytes, method: str = "GET") -> Reply:
        """Sends `request` as it is and reads one reply; `method` tells whether it has a body."""
        self._connection.sendall(request)
        reply = HTTPResponse(self._connection, method=method)
        reply.begin()
        return Reply(reply.status, {k.lower(): v for k, v in reply.getheaders()}, reply.read())

    def is_closed(self) -> bool:
        """Whether the server has ended the connection."""
        return self._connection.recv(1) == b""


@contextmanager
def wire(stack: Stack) -> Iterator[Wire]:
    with socket.create_connection(("127.0.0.1", stack.ports.web), timeout=30) as connection:
        yield Wire(connection)


def request(
    method: str, path: str, headers: dict[str, str] | None = None, body: bytes = b""
) -> bytes:
    """A request as bytes, below the documented base; characters stand for bytes (latin-1)."""
    length = {"Content-Length": str(len(body))} if body else {}
    lines = [f"{name}: {value}\r\n" for name, value in {**(headers or {}), **length}.items()]
    head = f"{method} {BASE_PATH}{path} HTTP/1.1\r\nHost: localhost\r\n{''.join(lines)}\r\n"
    return head.encode("latin-1") + body
