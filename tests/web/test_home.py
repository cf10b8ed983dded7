"""The page at the base address, and what is said to those who speak no HTTP."""

from __future__ import annotations

import re

import pytest

from tests.web.conftest import BASE, PUBLIC_URL, Web
from web.profiles import PROFILES


def test_the_base_address_shows_people_what_is_served(web: Web) -> None:
    reply = web.ask("GET", "/")
    assert reply.status_code == 200
    assert reply.headers["Content-Type"] == "text/html; charset=utf-8"
    for profile in PROFILES:
        assert f"<code>{PUBLIC_URL}{profile.base}</code>" in reply.text
        assert all(f"<code>{offer.call.path}</code>" in reply.text for offer in profile.offers)


def test_the_page_needs_nothing_from_elsewhere(web: Web) -> None:
    reply = web.ask("GET", "/")
    assert reply.headers["Content-Security-Policy"].startswith("default-src 'none'")
    assert not re.search(r"<(script|link|img)|url\(", reply.text)


@pytest.mark.parametrize(
    ("request_text", "status"),
    [
        (f"GET {BASE}/users?secret=é HTTP/1.1\r\nHost: a\r\n\r\n", b"400"),
        ("secret\r\n\r\n", b"400"),
        (f"GET {BASE}/users/a secret?x=y HTTP/1.1\r\nHost: a\r\n\r\n", b"400"),
        (f"GET {BASE}/users HTTP/1.1\r\nsecret secret: x\r\n\r\n", b"400"),
        (f"GET {BASE}/users HTTP/1.1\r\nX: {'secret' * 10_000}\r\n\r\n", b"431"),
        (f"GET {BASE}/users?x={'secret' * 100_000} HTTP/1.1\r\nHost: a\r\n\r\n", b"414"),
    ],
)
def test_what_is_no_http_is_refused_in_plain_text_and_not_repeated(
    web: Web, request_text: str, status: bytes
) -> None:
    head, _, body = web.raw(request_text).partition(b"\r\n\r\n")
    assert head.startswith(b"HTTP/1.1 " + status)
    assert b"Content-Type: text/plain; charset=utf-8" in head
    assert re.search(rb"X-Request-Id: [0-9a-f]{32}", head)
    assert b"secret" not in body
    assert "secret" not in web.log.read_text()
