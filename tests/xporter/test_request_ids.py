"""Request ids: from the caller through both tiers into their logs, and back."""

from __future__ import annotations

import json
import re

import pytest

from tests.stack import Stack
from tests.xporter.asking import bearer, logged
from tests.xporter.wire import request, wire

SANE_IDS = ("a", "0", "trace-1.2_3", "x" * 128)
INSANE_IDS = ("x" * 129, "a b", "a,b", "<script>", "a;b", "é", "../../etc", '"', "{}")


@pytest.fixture(scope="module")
def headers(stack: Stack) -> dict[str, str]:
    return bearer(stack.trust.token())


@pytest.mark.parametrize("sent", SANE_IDS)
def test_the_callers_own_request_id_comes_back_and_is_in_both_logs(stack: Stack, sent: str) -> None:
    reply = stack.trust.get("/orgs", headers={"X-Request-Id": sent})
    assert reply.headers["X-Request-Id"] == sent
    for tier in ("web", "functions"):
        lines = logged(stack, tier, f'"requestId": "{sent}"').splitlines()
        said = [json.loads(line) for line in lines if f'"requestId": "{sent}"' in line]
        assert {one["call"] for one in said} == {"getAllOrgs"}


@pytest.mark.parametrize("sent", INSANE_IDS)
def test_another_request_id_is_replaced_and_in_neither_log(
    stack: Stack, headers: dict[str, str], sent: str
) -> None:
    with wire(stack) as connection:
        reply = connection.ask(request("GET", "/orgs", {**headers, "X-Request-Id": sent}))
    own = reply.headers["x-request-id"]
    assert re.fullmatch(r"[0-9a-f]{32}", own)
    for tier in ("web", "functions"):
        assert json.dumps(sent) not in logged(stack, tier, f'"requestId": "{own}"')


@pytest.mark.parametrize(
    ("method", "path"),
    [
        ("GET", "/version"),
        ("GET", "/nothing"),
        ("GET", "/users?limit=x"),
        ("POST", "/orgs"),
        ("POST", "/token"),
        ("HEAD", "/orgs"),
    ],
)
def test_every_reply_has_an_own_request_id(stack: Stack, method: str, path: str) -> None:
    found = {stack.trust.ask(method, path).headers["X-Request-Id"] for _ in range(2)}
    assert len(found) == 2
