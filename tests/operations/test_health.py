"""/healthz and /readyz of both tiers, when all is well."""

from __future__ import annotations

import pytest
import requests

from tests.stack import Stack


def urls(stack: Stack, path: str) -> list[str]:
    return [stack.origin + path, f"http://127.0.0.1:{stack.ports.functions}/api{path}"]


@pytest.mark.parametrize(("path", "status"), [("/healthz", "alive"), ("/readyz", "ready")])
def test_both_tiers_say_that_all_is_well(stack: Stack, path: str, status: str) -> None:
    for url in urls(stack, path):
        reply = requests.get(url, timeout=30)
        assert (reply.status_code, reply.json()) == (200, {"status": status})
        assert "no-store" in reply.headers["Cache-Control"]


def test_the_web_tiers_have_a_request_id_and_take_head(stack: Stack) -> None:
    reply = requests.head(f"{stack.origin}/readyz", headers={"X-Request-Id": "probe"}, timeout=30)
    assert (reply.status_code, reply.headers["X-Request-Id"]) == (200, "probe")
