"""What the tests of validators ask with."""

from __future__ import annotations

from itertools import count

import requests

from tests.stack import Client

ONEROSTER = "/ims/oneroster/v1p1"
SCHOOL = "/api/ims/oneroster/v1p1/school"
PLAIN = {"Accept-Encoding": "identity"}
_NUMBERS = count()


def another_category(client: Client) -> None:
    """Writes a category under a title that it never had."""
    body = {"category": {"title": f"Homework {next(_NUMBERS)}"}}
    reply = client.ask("PUT", "/categories/moving", json=body)
    assert reply.status_code in (200, 201), reply.text


def tag(reply: requests.Response) -> str:
    return reply.headers["ETag"]


def revision(reply: requests.Response) -> int:
    return int(reply.headers["X-Data-Revision"])


def if_none_match(known: str) -> dict[str, str]:
    return {"If-None-Match": known}


def expecting(number: int | str) -> dict[str, str]:
    return {"X-Expect-Revision": str(number)}
