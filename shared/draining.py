"""How a gunicorn worker with threads ends, and what it does when all its threads are busy.

Told to end with the whole server, it goes on accepting connections until what is running has ended,
and its gate turns away whatever is new: clients get a 503 of the application's instead of a refused
connection. Told to end alone, because others take its place, it just stops accepting.

`Draining` is mixed into gunicorn's ThreadWorker. Its own requests beyond WAITING for each thread go
to a few threads that only turn away.
"""

from __future__ import annotations

import mmap
from concurrent.futures import ThreadPoolExecutor
from typing import Any

from shared.gate import Gate

WAITING = 4  # requests that may wait for each thread
_TURNING_AWAY = 2  # threads
# Set by the server's first process, seen by its workers.
_STOPPING = mmap.mmap(-1, 1)


def announce_stop(server: Any) -> None:
    """To be called by gunicorn's hook `when_ready`: from then on a server that stops tells its
    workers, before it sends them SIGTERM, that nobody takes their place."""
    stop = server.stop

    def stop_all(graceful: bool = True) -> None:
        _STOPPING[0] = 1
        stop(graceful)

    server.stop = stop_all


class Draining:
    """`gate_of` says which gate the application's requests go through."""

    def gate_of(self, app: Any) -> Gate:
        raise NotImplementedError

    def load_wsgi(self: Any) -> None:
        super().load_wsgi()  # type: ignore[misc]
        self.gate = self.gate_of(self.wsgi)
        self._turning_away = ThreadPoolExecutor(_TURNING_AWAY, initializer=self.gate.turn_away_here)

    def handle_exit(self: Any, signal: int, frame: Any) -> None:
        """SIGTERM."""
        if not _STOPPING[0]:
            super().handle_exit(signal, frame)  # type: ignore[misc]
            return
        self.gate.close()
        self.cfg.set("keepalive", 0)
        self.method_queue.defer(lambda: None)  # wakes the loop

    def notify(self: Any) -> None:
        """What the loop calls in each turn."""
        super().notify()  # type: ignore[misc]
        if self.gate.idle:
            self.alive = False

    def enqueue_req(self: Any, conn: Any) -> None:
        """A connection with a request is to be served."""
        if self.tpool._work_queue.qsize() < WAITING * self.cfg.threads:
            super().enqueue_req(conn)  # type: ignore[misc]
            return
        done = self._turning_away.submit(self.handle, conn)
        done.add_done_callback(
            lambda done: self.method_queue.defer(self.finish_request, conn, done)
        )
