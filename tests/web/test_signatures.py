"""OAuth 1: the signature goes on unchanged, once, with the address that it covers."""

from __future__ import annotations

import re
from typing import Any

import pytest

from tests.web.conftest import BASE, ONEROSTER, PUBLIC_URL, SCHOOL, Web
from tests.web.fake_backend import SIGNATURE, FakeBackend, hangs_up
from web.addresses import signed_url

SIGNED = {"Authorization": SIGNATURE}


@pytest.mark.parametrize("header", [SIGNATURE, SIGNATURE.replace(" ", ",", 1)])
def test_the_header_and_what_it_covers_reach_the_back_end_as_they_came(
    web: Web, backend: FakeBackend, header: str
) -> None:
    path = ONEROSTER + "//Users/?limit=5&filter=status%3d'active'&x=a+b&empty="
    head = f"GET {path} HTTP/1.1\r\nHost: a\r\nConnection: close\r\nAuthorization: {header}"
    assert web.raw(head + "\r\n\r\n").startswith(b"HTTP/1.1 200 ")
    seen = backend.seen[0]
    assert seen.headers["Authorization"] == header
    assert seen.headers["X-Signed-Method"] == "GET"
    assert seen.headers["X-Signed-Url"] == PUBLIC_URL + path


def test_what_the_client_says_of_the_address_is_not_believed(
    web: Web, backend: FakeBackend
) -> None:
    lies = {
        "X-Signed-Url": "https://evil.example/",
        "X-Signed-Method": "PUT",
        "X-Forwarded-Host": "evil.example",
        "Host": "evil.example",
    }
    web.ask("GET", ONEROSTER + "/orgs", headers={**SIGNED, **lies})
    seen = backend.seen[0].headers
    assert seen["X-Signed-Url"] == PUBLIC_URL + ONEROSTER + "/orgs"
    assert seen["X-Signed-Method"] == "GET"


def test_a_bearer_call_says_nothing_of_signatures(web: Web, backend: FakeBackend) -> None:
    web.get("/orgs?limit=1", headers={"Authorization": "Bearer good.token.here"})
    assert not any(name.lower().startswith("x-signed") for name in backend.seen[0].headers)


def test_a_signature_is_used_for_one_call_however_much_is_asked(
    web: Web, backend: FakeBackend
) -> None:
    reply = web.ask("GET", ONEROSTER + "/users?limit=10000", headers=SIGNED)
    assert len(reply.json()["users"]) == 25
    assert len(backend.seen) == 1


@pytest.mark.parametrize("path", ["/users", "/users/users-0001"])
def test_a_signed_read_that_fails_is_not_asked_again(
    web: Web, backend: FakeBackend, path: str
) -> None:
    backend.faults = [hangs_up] * 3
    reply = web.ask("GET", ONEROSTER + path, headers=SIGNED)
    assert (reply.status_code, reply.headers["Retry-After"]) == (503, "5")
    assert len(backend.seen) == 1


def test_a_signed_put_goes_on_with_its_body(web: Web, backend: FakeBackend) -> None:
    form = {**SIGNED, "Content-Type": "application/json"}
    assert web.ask("PUT", ONEROSTER + "/results/r", headers=form, data=b"{}").status_code == 201
    seen = backend.seen[0]
    assert (seen.headers["X-Signed-Method"], seen.body) == ("PUT", b"{}")
    assert seen.headers["Content-Type"] == "application/json"


def test_a_signed_address_that_no_header_can_hold_is_a_400(web: Web, backend: FakeBackend) -> None:
    reply = web.ask("GET", f"{ONEROSTER}/orgs?x={'y' * 8000}", headers=SIGNED)
    assert (reply.status_code, reply.json()["imsx_codeMinor"]) == (400, "invalid data")
    assert backend.seen == []


@pytest.mark.parametrize("base", [BASE, SCHOOL])
def test_the_documented_apis_take_no_signatures(web: Web, backend: FakeBackend, base: str) -> None:
    assert web.ask("GET", base + "/users", headers=SIGNED).status_code == 403
    assert backend.seen == []


def test_a_wrong_signature_is_a_401(web: Web) -> None:
    reply = web.ask("GET", ONEROSTER + "/orgs", headers={"Authorization": 'OAuth oauth_nonce="x"'})
    assert reply.status_code == 401
    assert re.search("OAuth realm=", reply.headers["WWW-Authenticate"])


LAPTOP = "http://localhost:8080"
BEHIND = {"HTTP_X_FORWARDED_PROTO": "https", "HTTP_X_FORWARDED_HOST": "api.example"}


@pytest.mark.parametrize(
    ("public_url", "trusted", "environ", "address"),
    [
        (LAPTOP, False, {"HTTP_HOST": "127.0.0.1:8080"}, "http://127.0.0.1:8080/a?b"),
        (LAPTOP, False, {"HTTP_HOST": "[::1]:8080"}, "http://[::1]:8080/a?b"),
        (LAPTOP, False, {"HTTP_HOST": "evil.example"}, "http://localhost:8080/a?b"),
        (LAPTOP, False, {}, "http://localhost:8080/a?b"),
        ("https://a.example", False, {"HTTP_HOST": "localhost"}, "https://a.example/a?b"),
        ("https://a.example", False, BEHIND, "https://a.example/a?b"),
        ("https://a.example", True, BEHIND, "https://api.example/a?b"),
        ("https://a.example", True, {}, "https://a.example/a?b"),
        ("https://a.example/x", True, BEHIND, "https://api.example/x/a?b"),
        (
            "http://a.example",
            True,
            {**BEHIND, "HTTP_X_FORWARDED_PORT": "8443"},
            "https://api.example:8443/a?b",
        ),
        (
            "http://a.example",
            True,
            {**BEHIND, "HTTP_X_FORWARDED_HOST": "api.example:1, inner"},
            "https://api.example:1/a?b",
        ),
    ],
)
def test_the_address_is_the_public_one_or_what_a_trusted_proxy_says(
    public_url: str, trusted: bool, environ: dict[str, Any], address: str
) -> None:
    assert signed_url({"RAW_URI": "/a?b", **environ}, public_url, trusted) == address
