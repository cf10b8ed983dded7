"""Values that break what is built carelessly, in every place that a request has for one."""

from __future__ import annotations

import base64
import re

import pytest

from tests.stack import Stack
from tests.xporter.asking import bearer, logged
from tests.xporter.wire import Reply, request, wire

# As they stand in a URL.
VALUES = {
    "a quote": "%27",
    "two quotes": "''",
    "a percent sign": "%25",
    "a percent sign alone": "%",
    "half an escape": "%e",
    "NUL": "%00",
    "NUL inside": "active%00%27",
    "an emoji": "%F0%9F%98%80",
    "bytes that are no UTF-8": "%ff%fe",
    "a lone surrogate": "%ed%a0%80",
    "10,000 characters": "x" * 10_000,
    "10,000 quotes": "%27" * 10_000,
    "10,000 digits": "9" * 10_000,
    "SQL": "%27%20or%20%271%27=%271",
    "SQL that drops": "%27;drop%20table%20gcidm.users;--",
    "SQL that waits": "%27||pg_sleep(30)||%27",
    "an ODBC escape": "%7BCALL%20gcidm.get_orgs()%7D",
    "a placeholder": "?",
    "a format": "%25s%25(x)s%7B0%7D",
    "line ends": "%0d%0aX-Injected:%20yes%0d%0a",
    "a path": "../../../etc/passwd",
    "a raw 0x1F": "%1f",
    "JSON": "%7B%22a%22:[1,%22b%22]%7D",
    "markup": "%3Cscript%3Ealert(1)%3C/script%3E",
    "right to left": "%E2%80%AE",
}
PARAMETERS = (
    "limit={}",
    "offset={}",
    "filter={}",
    "filter=status='{}'",
    "filter={}='active'",
    "sort={}",
    "orderBy={}",
    "fields={}",
    "after={}",
    "code={}",
    "{}={}",
    "{}",
)
PATHS = ("/{}", "/orgs/{}", "/users/{}/classes", "/{}/orgs", "/orgs;{}", "/to{}ken")
HEADERS = (
    "X-Request-Id",
    "X-Public-Base",
    "X-Forwarded-Host",
    "X-Forwarded-For",
    "Accept",
    "Accept-Encoding",
    "Cookie",
    "Content-Type",
    "If-None-Match",
    "Range",
    "User-Agent",
    "x-functions-key",
    "Accept-Language",
)
EXPECTED = {200, 400, 401, 403, 404, 413}
# What only the inside of the program can say.
INSIDE = re.compile(
    r"Traceback|File \"|\.py\b|pyodbc|ODBC|psql|postgres|SQLSTATE|gcidm|select |pg_|werkzeug|flask"
    r"|gunicorn|Internal Server Error|/api/v1p1|0x[0-9a-f]{6}|XPORTER_|<html",
    re.IGNORECASE,
)


def is_clean(reply: Reply) -> bool:
    """A reply that is right or a refusal in plain text, and tells nothing of the inside."""
    if reply.status == 200:
        return reply.text.startswith('{"') and reply.text.endswith("}")
    plain = reply.headers["content-type"] in ("text/plain; charset=utf-8", "application/json")
    short = len(reply.body) < 1000
    return reply.status in EXPECTED and plain and short and "x-injected" not in reply.headers


def is_silent(reply: Reply, sent: str) -> bool:
    """Nothing of the inside stands in the reply, beyond what the caller sent himself."""
    text = reply.text if reply.status != 200 else ""
    return not [found for found in INSIDE.findall(text) if found.lower() not in sent.lower()]


@pytest.fixture(scope="module")
def headers(stack: Stack) -> dict[str, str]:
    return bearer(stack.trust.token())


@pytest.mark.parametrize("value", VALUES)
def test_in_every_parameter(stack: Stack, headers: dict[str, str], value: str) -> None:
    for name in ("users", "enrollments", "courses"):
        for parameter in PARAMETERS:
            query = parameter.replace("{}", VALUES[value])
            with wire(stack) as connection:
                reply = connection.ask(request("GET", f"/{name}?limit=2&{query}", headers))
                again = connection.ask(request("GET", "/version"))
            assert is_clean(reply), (name, parameter, reply.status, reply.text[:300])
            assert is_silent(reply, query), reply.text
            assert again.status == 200


@pytest.mark.parametrize("value", VALUES)
def test_in_every_part_of_the_path(stack: Stack, headers: dict[str, str], value: str) -> None:
    for path in PATHS:
        with wire(stack) as connection:
            reply = connection.ask(request("GET", path.replace("{}", VALUES[value]), headers))
        assert is_clean(reply), (path, reply.status, reply.text[:300])
        assert is_silent(reply, ""), reply.text


@pytest.mark.parametrize("value", ["'", "%", "😀", "x" * 10_000, "' or 1=1 --", "\t", "\xff", "{}"])
def test_in_every_header(stack: Stack, headers: dict[str, str], value: str) -> None:
    sent = value.encode().decode("latin-1")
    for name in HEADERS:
        with wire(stack) as connection:
            reply = connection.ask(request("GET", "/orgs", {**headers, name: sent}))
        assert reply.status in (200, 400), (name, reply.status)
        assert is_silent(reply, ""), reply.text


@pytest.mark.parametrize("value", VALUES)
def test_in_the_token_and_in_the_credentials(stack: Stack, value: str) -> None:
    raw = VALUES[value]
    encoded = base64.b64encode(f"{raw}:{raw}".encode("latin-1")).decode()
    form = {"Content-Type": "application/x-www-form-urlencoded"}
    body = f"grant_type={raw}&client_id={raw}&client_secret={raw}&scope={raw}".encode("latin-1")
    for asked in (
        request("GET", "/orgs", {"Authorization": f"Bearer {raw}"}),
        request("GET", "/orgs", {"Authorization": raw}),
        request("POST", "/token", {"Authorization": f"Basic {encoded}"[:30_000]}),
        request("POST", "/token", {"Authorization": raw}),
        request("POST", "/token", form, body),
        request("POST", f"/token?grant_type={raw}&scope={raw}", form),
        request("POST", "/token", {"Content-Type": raw[:20_000]}, body),
    ):
        with wire(stack) as connection:
            reply = connection.ask(asked)
        assert is_clean(reply), (asked[:200], reply.status, reply.text[:300])
        assert is_silent(reply, ""), reply.text
        assert reply.status != 200


def test_a_nul_in_a_raw_header_is_refused(stack: Stack, headers: dict[str, str]) -> None:
    with wire(stack) as connection:
        reply = connection.ask(request("GET", "/orgs", {**headers, "X-Request-Id": "a\0b"}))
    assert reply.status in (200, 400)
    assert is_silent(reply, "")


@pytest.mark.parametrize(
    "sent",
    [
        b"nonsense\r\n\r\n",
        b"GET\r\n\r\n",
        b"GET /api/ims/oneroster/v1p1/orgs HTTP/9.9\r\nHost: a\r\n\r\n",
        b"GET /api/ims/oneroster/v1p1/orgs HTTP/1.1\r\nHost a\r\n\r\n",
        b"GET /api/ims/oneroster/v1p1/orgs?filter=\xff\xe9 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET /%ZZ%00 HTTP/1.1\r\nHost: a\r\n\r\n",
        b"GET http://[::1/orgs HTTP/1.1\r\nHost: a\r\n\r\n",
        b"POST /api/ims/oneroster/v1p1/token HTTP/1.1\r\nHost: a\r\nContent-Length: -1\r\n\r\n",
        b"POST /api/ims/oneroster/v1p1/token HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n"
        b"\r\nZZ\r\n",
        b"\x16\x03\x01\x02\x00\x01\x00\x01\r\n\r\n",
    ],
)
def test_what_is_no_http_is_refused_in_plain_text(stack: Stack, sent: bytes) -> None:
    with wire(stack) as connection:
        reply = connection.ask(sent)
    assert 400 <= reply.status < 500
    assert reply.headers["content-type"] == "text/plain; charset=utf-8"
    assert is_silent(reply, "")


def test_all_is_well_afterwards(stack: Stack, headers: dict[str, str]) -> None:
    with wire(stack) as connection:
        users = connection.ask(request("GET", "/users", headers))
    assert users.text.count('"username"') == 637


def test_the_logs_hold_no_secrets_and_no_queries(stack: Stack) -> None:
    trust = stack.trust
    token = trust.token()
    login = base64.b64encode(f"{trust.client_id}:{trust.client_secret}".encode()).decode()
    with wire(stack) as connection:
        mark = {"X-Request-Id": "the-last-1"}
        for asked in (
            request("GET", f"/orgs?access_token={token}&limit=x", {**bearer(token), **mark}),
            request("POST", "/token", {"Authorization": f"Basic {login}"}),
            request("POST", f"/token?client_secret={trust.client_secret}"),
            request("GET", "/nothing/Wrenmouth?filter=Wrenmouth", bearer(f"{token}x")),
            request("GET", "/orgs?filter=Wrenmouth", {**bearer(token), **mark}),
        ):
            connection.ask(asked)
    for tier in ("web", "functions"):
        log = logged(stack, tier, "the-last-1")
        for secret in (trust.client_secret, login, token, token.split(".")[2], "PWD=", "Wrenmouth"):
            assert secret not in log
        assert "authorization" not in log.lower()


def test_hostile_values_leave_no_trace_of_a_fault_in_the_logs(stack: Stack) -> None:
    for tier in ("web", "functions"):
        assert "Traceback" not in stack.log(tier)
        assert '"level": "ERROR"' not in stack.log(tier)
