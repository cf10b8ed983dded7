"""A tier of a running Xporter, which can be killed and started again."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable

from local.processes import Process, Program

SECONDS_TO_START = 60


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
