"""The tools of `make check`, each in a virtual environment that is made when it is first needed."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from deploy.environment import environment
from deploy.packages import ROOT

_HERE = ROOT / "deploy"
_SECONDS = 300


@dataclass(frozen=True)
class Outcome:
    """How a tool ended, and what it said."""

    status: int
    out: str
    err: str

    @property
    def said(self) -> str:
        return (self.out + self.err).strip()


def tool(name: str, *arguments: str) -> Outcome:
    """Runs a program of the tools' environment in the repository's root."""
    return _run(_programs("requirements.txt") / name, arguments)


def checkov(*arguments: str) -> Outcome:
    """Runs checkov in the repository's root."""
    return _run(_programs("checkov-requirements.txt") / "checkov", arguments)


def _programs(requirements: str) -> Path:
    return environment(sys.executable, _HERE / requirements).parent


def _run(program: Path, arguments: Sequence[str]) -> Outcome:
    done = subprocess.run(
        [str(program), *arguments],
        cwd=ROOT,
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
        timeout=_SECONDS,
        check=False,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)
