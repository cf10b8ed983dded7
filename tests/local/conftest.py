"""Hosts that are started once for all tests."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local.serving import APPS, runtime, stand_in


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the stand-in with the app of apps/rules."""
    log = tmp_path_factory.mktemp("host") / "log"
    with stand_in(APPS / "rules", log, {"FUNCTIONS_REQUEST_BODY_SIZE_LIMIT": "2000000"}) as url:
        yield url


@pytest.fixture(scope="session")
def real_runtime(runtime_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of Microsoft's runtime with the same app."""
    log = tmp_path_factory.mktemp("runtime") / "log"
    with runtime(runtime_python, APPS / "rules", log) as url:
        yield url
