"""Function keys: asked for only when one is configured."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from tests.local.asking import ask
from tests.local.serving import APPS, stand_in


def test_without_a_key_configured_no_key_is_asked_for(host: str) -> None:
    assert ask(host, "/api/locked").body == b"open"


@pytest.fixture(scope="module")
def guarded(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    log = tmp_path_factory.mktemp("guarded") / "log"
    with stand_in(APPS / "rules", log, {"LOCAL_FUNCTION_KEY": "k1"}) as url:
        yield url


@pytest.mark.parametrize(
    ("target", "headers", "status"),
    [
        ("/api/locked", {}, 401),
        ("/api/locked", {"x-functions-key": "wrong"}, 401),
        ("/api/locked?code=wrong", {}, 401),
        ("/api/locked", {"x-functions-key": "k1"}, 200),
        ("/api/locked?code=k1", {}, 200),
        ("/api/ping", {}, 200),
    ],
)
def test_keys_are_asked_for_when_one_is_configured(
    guarded: str, target: str, headers: dict[str, str], status: int
) -> None:
    assert ask(guarded, target, headers=headers).status == status
