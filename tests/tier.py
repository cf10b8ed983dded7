"""A tier of a running Xporter, which can be killed and started again."""

from __future__ import annotations

import os
import signal
import subprocess
from collections.abc import Callable
from pathlib import Path

from local.processes import Process, Program

SECONDS_TO_START = 60
_PROC = Path("/proc")


class Tier:
    """The program of a tier: gunicorn with its workers."""

    def __init__(self, program: Program) -> None:
        self._program = program
        self._process: Process | None = None

    def start(self) -> None:
        """Its log begins anew."""
        self._process = Process(self._program)

    def wait_until(self, ready: Callable[[], bool]) -> None:
        assert self._process
        self._process.wait_until(ready, SECONDS_TO_START)

    def kill(self) -> None:
        """All of it at once, as when its machine is gone."""
        assert self._process
        os.killpg(self._process.pid, signal.SIGKILL)
        self._process.stop()

    @property
    def pid(self) -> int:
        """Of the process that was started, which is told when it has to end."""
        assert self._process
        return self._process.pid

    def workers(self) -> list[int]:
        """The process ids of its workers."""
        return _children(self.pid)


def _children(parent: int) -> list[int]:
    """From /proc, where there is one: a bare Debian has no pgrep."""
    if not _PROC.is_dir():
        listed = subprocess.run(["pgrep", "-P", str(parent)], capture_output=True, check=False)
        return [int(line) for line in listed.stdout.split()]
    return [int(one.name) for one in _PROC.glob("[0-9]*") if _parent(one) == parent]


def _parent(process: Path) -> int:
    """Of a process by its folder in /proc; 0 when it has ended meanwhile."""
    try:
        stat = (process / "stat").read_text()
    except OSError:
        return 0
    # "PID (name) state parent ...", and the name may hold anything.
    return int(stat.rpartition(")")[2].split()[1])
