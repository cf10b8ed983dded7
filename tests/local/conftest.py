"""Hosts that are started once for all tests, and a loud word when the real runtime was not run."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.local import runtime_environment
from tests.local.serving import APPS, ROOT, runtime, stand_in

NOT_RUN = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def host(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of the stand-in with the app of apps/rules."""
    log = tmp_path_factory.mktemp("host") / "log"
    with stand_in(APPS / "rules", log, {"FUNCTIONS_REQUEST_BODY_SIZE_LIMIT": "2000000"}) as url:
        yield url


@pytest.fixture(scope="session")
def runtime_python(request: pytest.FixtureRequest) -> Path:
    """The Python that has azure-functions-runtime; when no Python 3.13 is here, that is said in
    red at the end."""
    python = runtime_environment.find_python()
    if python is None:
        reason = "azure-functions-runtime needs Python 3.13, and there is none on this machine"
        request.config.stash[NOT_RUN] = reason
        pytest.skip(reason)
    return runtime_environment.make(python, ROOT / ".local" / "runtime-venv")


@pytest.fixture(scope="session")
def real_runtime(runtime_python: Path, tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The URL of Microsoft's runtime with the same app."""
    log = tmp_path_factory.mktemp("runtime") / "log"
    with runtime(runtime_python, APPS / "rules", log) as url:
        yield url


def pytest_terminal_summary(
    terminalreporter: pytest.TerminalReporter, config: pytest.Config
) -> None:
    reason = config.stash.get(NOT_RUN, "")
    if reason:
        terminalreporter.section(
            "NOT RUN: the comparison with Microsoft's runtime", red=True, bold=True
        )
        terminalreporter.line(reason, red=True)
        terminalreporter.line(
            "Install one (python3.13 on the PATH, or pyenv) and test again.", red=True
        )
