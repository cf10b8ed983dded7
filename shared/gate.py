"""What is running, and the door to it: a tier that is about to end lets nothing new begin."""

from __future__ import annotations

from threading import Lock, local


class Gate:
    """Counts what runs. `close` turns away whatever comes from then on; `turn_away_here` does so
    for the calling thread only, which serves those for whom no other thread is free."""

    def __init__(self) -> None:
        self._lock = Lock()
        self._running = 0
        self._closed = False
        self._here = local()

    def enter(self) -> bool:
        """Whether something may begin; when it has ended, `leave` must be called."""
        with self._lock:
            if self._closed or getattr(self._here, "turned_away", False):
                return False
            self._running += 1
            return True

    def leave(self) -> None:
        """What entered has ended."""
        with self._lock:
            self._running -= 1

    def close(self) -> None:
        """Nothing new begins from now on."""
        self._closed = True

    def turn_away_here(self) -> None:
        """Nothing may begin in this thread."""
        self._here.turned_away = True

    @property
    def idle(self) -> bool:
        """Closed, and all that had begun has ended."""
        return self._closed and not self._running
