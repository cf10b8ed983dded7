"""Both tiers as `make run` starts them, for the system that is measured."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

from bench.cpu import processes
from local.processes import Process, Program
from local.tiers import Ports, functions_ready, functions_tier, web_ready, web_tier

SECONDS_TO_START = 60


@contextmanager
def running_tiers(
    ports: Ports, logs: Path, settings: Mapping[str, str]
) -> Iterator[dict[str, int]]:
    """While they run: the number of each tier's first process. `settings` are the back-end's;
    the logs are written into the folder `logs` and stay.

    Raises ProcessDied.
    """
    functions = _own(functions_tier(ports, core_tools=False), logs, settings)
    web = _own(web_tier(ports), logs, {})
    with (
        _running(functions, lambda: functions_ready(ports)) as functions_pid,
        _running(web, lambda: web_ready(ports)) as web_pid,
    ):
        yield {"web": web_pid, "functions": functions_pid}


def _own(program: Program, folder: Path, settings: Mapping[str, str]) -> Program:
    """The program with settings and a log of ours."""
    environ = {**program.environ, **settings}
    return replace(program, environ=environ, log=folder / f"bench-{program.log.name}")


@contextmanager
def _running(program: Program, ready: Callable[[], bool]) -> Iterator[int]:
    """The number of the program's first process, while it runs."""
    others = _children()
    process = Process(program)
    try:
        process.wait_until(ready, SECONDS_TO_START)
        (pid,) = _children() - others
        yield pid
    finally:
        process.stop()


def _children() -> set[int]:
    return {one.pid for one in processes() if one.parent == os.getpid()}
