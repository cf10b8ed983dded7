"""Being asked to end: Ctrl-C, `kill`, a closed terminal."""

from __future__ import annotations

import signal
from collections.abc import Iterator
from contextlib import contextmanager
from types import FrameType

_SIGNALS = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


class Stop(Exception):
    """Somebody wants us to end."""


def listen() -> None:
    """From now on a signal raises Stop, wherever we are."""
    for number in _SIGNALS:
        signal.signal(number, _stop)


def ignore() -> None:
    """From now on we are ending already, and want to do so in order."""
    for number in _SIGNALS:
        signal.signal(number, signal.SIG_IGN)


@contextmanager
def held_back() -> Iterator[None]:
    """Inside, nothing is interrupted; a signal that came raises Stop afterwards."""
    came: list[int] = []
    for number in _SIGNALS:
        signal.signal(number, lambda received, _: came.append(received))
    yield
    listen()
    if came:
        raise Stop


def _stop(number: int, frame: FrameType | None) -> None:
    raise Stop
