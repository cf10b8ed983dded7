"""How consumers ask, and what they look at first in a reply."""

from __future__ import annotations

import socket
from dataclasses import dataclass
from http.client import HTTPResponse
from urllib.parse import urlsplit

import requests

from tests.oneroster.calls import MANY
from tests.stack import Client

COLLECTIONS = [call.path for call in MANY if "{" not in call.path]
IMSX = {"imsx_codeMajor", "imsx_severity", "imsx_codeMinor", "imsx_description"}


def total(reply: requests.Response) -> int:
    """`X-Total-Count` of a good reply, as a reader that takes digits only sees it."""
    assert reply.status_code == 200
    assert reply.headers["X-Total-Count"].isdigit()
    return int(reply.headers["X-Total-Count"])


def ids(reply: requests.Response) -> list[str]:
    """The sourcedIds of a collection's page, in its order."""
    (listed,) = reply.json().values()
    return [one["sourcedId"] for one in listed]


@dataclass(frozen=True)
class RawReply:
    """A reply's status and body, as they came."""

    status: int
    body: bytes


def raw(client: Client, target: str) -> RawReply:
    """The reply to a request line that no careful library would write: `target` goes out as it is,
    and no redirect is followed."""
    base = urlsplit(client.base)
    lines = (
        f"GET {base.path}{target} HTTP/1.1",
        f"Host: {base.netloc}",
        f"Authorization: {client.headers()['Authorization']}",
        "Connection: close",
    )
    with socket.create_connection((base.hostname, base.port), timeout=30) as connection:
        connection.sendall("".join(f"{line}\r\n" for line in (*lines, "")).encode())
        reply = HTTPResponse(connection)
        reply.begin()
        return RawReply(reply.status, reply.read())
