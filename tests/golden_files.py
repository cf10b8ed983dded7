"""Replies as they are meant to be, in files; `pytest --rewrite-golden` writes them anew."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
import requests

FOLDER = Path(__file__).with_name("golden")
_INSTANT = re.compile(r'("dateLastModified": ?")\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z"')
_HOST = re.compile(r"http://localhost:\d+")
_SHOWN_HEADERS = (
    *("Content-Type", "Cache-Control", "X-Total-Count", "X-Count", "Link"),
    *("ETag", "X-Data-Revision"),
    *("Allow", "WWW-Authenticate", "X-OneRoster-Warning"),
)

_PASSING = {"ETag": "<state>", "X-Data-Revision": "<revision>"}

Golden = Callable[[str, requests.Response], None]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--rewrite-golden", action="store_true", help="write tests/golden/*.json as replies are now"
    )


@pytest.fixture
def golden(request: pytest.FixtureRequest) -> Golden:
    """Holds a reply against the file of that name."""

    def check(name: str, reply: requests.Response) -> None:
        file = FOLDER / f"{name}.json"
        if request.config.getoption("--rewrite-golden"):
            FOLDER.mkdir(exist_ok=True)
            file.write_text(shown(reply), encoding="utf-8")
        assert shown(reply) == file.read_text(encoding="utf-8")

    return check


def shown(reply: requests.Response) -> str:
    """The reply as readable JSON text, without what differs from one run to the next."""
    headers = {name: reply.headers[name] for name in _SHOWN_HEADERS if name in reply.headers}
    headers |= {name: value for name, value in _PASSING.items() if name in headers}
    request = reply.request
    told: dict[str, Any] = {
        "request": f"{request.method} {request.url}",
        "status": reply.status_code,
        "headers": headers,
    }
    if reply.content:
        told["body"] = reply.json()
    text = json.dumps(told, ensure_ascii=False, indent=2) + "\n"
    return _INSTANT.sub(r'\1<instant>"', _HOST.sub("https://xporter.example", text))
