"""Microsoft's Functions runtime, and a loud word at the end when there was no Python to run it."""

from __future__ import annotations

from pathlib import Path

import pytest

from deploy.environment import environment
from local.places import ROOT
from tests.local import runtime_environment

NOT_RUN = pytest.StashKey[str]()


@pytest.fixture(scope="session")
def runtime_python(request: pytest.FixtureRequest) -> Path:
    """The Python of an environment with what the function app requires, Microsoft's runtime among
    it, and with nothing else; when no Python 3.13 is here, that is said in red at the end."""
    python = runtime_environment.find_python()
    if python is None:
        reason = "azure-functions-runtime needs Python 3.13, and there is none on this machine"
        request.config.stash[NOT_RUN] = reason
        pytest.skip(reason)
    requirements = ROOT / "requirements.txt", ROOT / "telemetry-requirements.txt"
    return environment(python, *requirements)


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
