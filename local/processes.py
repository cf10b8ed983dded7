"""The processes of a run: started together, watched, and all stopped when one of them ends."""

from __future__ import annotations

import os
import signal
import subprocess
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path

from local.allocator import ALLOCATOR
from local.places import ROOT, UTF8_LOCALE

SECONDS_TO_STOP = 10
_TAIL = 15  # lines of a log that are shown when its process has died
_POLL = 0.1


class ProcessDied(Exception):
    """A process ended by itself; the text holds its last words."""


@dataclass(frozen=True)
class Program:
    """What to run: its name for people, command, extra environment, log file."""

    name: str
    command: Sequence[str]
    environ: Mapping[str, str]
    log: Path


class Process:
    """A running program, in a process group of its own so that nothing of it outlives us."""

    def __init__(self, program: Program) -> None:
        self._program = program
        with program.log.open("wb") as log:
            self._popen = subprocess.Popen(
                program.command,
                cwd=ROOT,
                env=environment(program.environ),
                stdin=subprocess.DEVNULL,
                stdout=log,
                stderr=subprocess.STDOUT,
                start_new_session=True,
            )

    @property
    def pid(self) -> int:
        """Of the program itself, which leads its process group."""
        return self._popen.pid

    def check(self) -> None:
        """Raises ProcessDied when it has ended."""
        status = self._popen.poll()
        if status is not None:
            lines = self._program.log.read_text(errors="replace").splitlines()[-_TAIL:]
            what = f"{self._program.name} ended with status {status}; {self._program.log} says:"
            raise ProcessDied("\n".join([what, *(f"  {line}" for line in lines)]))

    def wait_until(self, ready: Callable[[], bool], seconds: float) -> None:
        """Polls `ready`. Raises ProcessDied, also when it is not ready in time."""
        deadline = time.monotonic() + seconds
        while not ready():
            self.check()
            if time.monotonic() > deadline:
                name, log = self._program.name, self._program.log
                raise ProcessDied(f"{name} was not ready after {seconds:.0f} s; see {log}")
            time.sleep(_POLL)

    def stop(self) -> None:
        """Asks the whole group to end, and makes it end."""
        self._signal(signal.SIGTERM)
        with suppress(subprocess.TimeoutExpired):
            self._popen.wait(SECONDS_TO_STOP)
        self._signal(signal.SIGKILL)
        self._popen.wait()

    def _signal(self, number: int) -> None:
        # macOS raises PermissionError for a group of which only zombies are left.
        with suppress(ProcessLookupError, PermissionError):
            os.killpg(self._popen.pid, number)


def watch(processes: Sequence[Process]) -> None:
    """Returns never: raises ProcessDied when one of them ends, and what a signal handler raises."""
    while True:
        for one in processes:
            one.check()
        time.sleep(_POLL)


def environment(extra: Mapping[str, str]) -> dict[str, str]:
    """Ours, with a locale that ODBC needs for UTF-8, the allocator's settings, and `extra`."""
    always = {"LC_ALL": UTF8_LOCALE, "PYTHONUNBUFFERED": "1"}
    return {**os.environ, **always, **ALLOCATOR, **extra}
