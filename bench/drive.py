"""Drives the processes that make the requests, and measures the server's processes meanwhile."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator, Mapping
from contextlib import contextmanager

from bench.cpu import cpu_seconds
from bench.orders import Order, Reading
from local.places import ROOT


class LoadFailed(Exception):
    """The requests were not answered as they should be; the text holds the reason."""


def cpu_per_request(order: Order, roots: Mapping[str, int]) -> dict[str, float]:
    """Milliseconds of CPU time that the tree of each of `roots` spends on each measured request.

    Raises LoadFailed.
    """
    with _child("bench.load") as child:
        _tell(child, order.to_json())
        _expect(child, "ready")
        before = _spent(roots)
        _tell(child, "go")
        _expect(child, "done")
        after = _spent(roots)
    return {name: (after[name] - before[name]) / order.requests * 1000 for name in roots}


def read_whole(order: Order) -> Reading:
    """One reply, read to its end by another process. Raises LoadFailed."""
    with _child("bench.whole") as child:
        _tell(child, order.to_json())
        return Reading.from_json(_line(child))


def _spent(roots: Mapping[str, int]) -> dict[str, float]:
    return {name: cpu_seconds([root]) for name, root in roots.items()}


@contextmanager
def _child(module: str) -> Iterator[subprocess.Popen[str]]:
    """A Python process that must end well; what went wrong it says on our stderr."""
    command = [sys.executable, "-m", module]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, cwd=ROOT, stdin=pipe, stdout=pipe, text=True) as child:
        try:
            yield child
        except BaseException:
            child.kill()
            raise
    if child.returncode:
        raise LoadFailed(f"{module} ended with status {child.returncode}; see above")


def _tell(child: subprocess.Popen[str], line: str) -> None:
    assert child.stdin is not None
    child.stdin.write(line + "\n")
    child.stdin.flush()


def _line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    line = child.stdout.readline()
    if not line:
        raise LoadFailed(f"{child.args!r} ended with status {child.wait()}; see above")
    return line


def _expect(child: subprocess.Popen[str], word: str) -> None:
    line = _line(child).strip()
    if line != word:
        raise LoadFailed(f"expected {word!r}, got {line!r}")
