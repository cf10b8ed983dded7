"""The CPU time and the memory of processes, as Linux keeps them in /proc.

A tree is a process with all its descendants. Its CPU time holds that of the descendants that have
ended, too, so that none is lost when a database connection closes: /proc/<pid>/stat has it in
cutime and cstime once the parent has waited for the child (man 5 proc).
"""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

PROC = Path("/proc")
TICK = 1 / os.sysconf("SC_CLK_TCK")  # seconds
MB = 1024 * 1024


class NotMeasurable(Exception):
    """This machine cannot tell what its processes use; the text says why."""


@dataclass(frozen=True)
class Process:
    """`ticks`: user and system time, of the process and of its children that have ended."""

    pid: int
    parent: int
    ticks: int


def require_proc() -> None:
    """Raises NotMeasurable where there is no Linux /proc."""
    if not (PROC / "self" / "stat").exists():
        raise NotMeasurable(
            "The benchmark reads CPU time and memory from /proc, which only Linux has. On macOS"
            " run it in a Linux container or virtual machine."
        )


def cpu_seconds(roots: Iterable[int]) -> float:
    """The CPU time, user and system, that the trees of `roots` have used since they began."""
    return sum(one.ticks for one in _settled(tuple(roots))) * TICK


def tree(roots: Iterable[int]) -> list[Process]:
    """The processes of the trees, parents before their children."""
    children: dict[int, list[Process]] = {}
    for one in processes():
        children.setdefault(one.parent, []).append(one)
    found = [root for root in map(read, roots) if root is not None]
    for one in found:
        found.extend(children.get(one.pid, ()))
    return found


def processes() -> Iterator[Process]:
    """Every process of the machine."""
    for entry in PROC.iterdir():
        if entry.name.isdigit() and (one := read(int(entry.name))) is not None:
            yield one


def read(pid: int) -> Process | None:
    """One process; None when there is none of that number."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except (FileNotFoundError, ProcessLookupError):
        return None
    # The second field, a name in parentheses, may hold blanks and parentheses itself.
    fields = text.rpartition(")")[2].split()
    return Process(pid, int(fields[1]), sum(map(int, fields[11:15])))


def peak_resident(pid: int) -> float:
    """The most memory that a process ever had resident, in MB; 0 when it has ended."""
    try:
        lines = (PROC / str(pid) / "status").read_text().splitlines()
    except (FileNotFoundError, ProcessLookupError):
        return 0.0
    peaks = [int(line.split()[1]) for line in lines if line.startswith("VmHWM:")]
    return peaks[0] * 1024 / MB if peaks else 0.0


def _settled(roots: tuple[int, ...]) -> list[Process]:
    """The trees when nobody came or went meanwhile, so that nobody is counted twice or missed."""
    while True:
        found = tree(roots)
        if {one.pid for one in found} == {one.pid for one in tree(roots)}:
            return found
