"""A gunicorn worker with threads that waits a moment for a connection's next request.

gunicorn hands each request of a kept connection from its main thread to a worker thread and back,
a third of the CPU time of a small reply. Who pages, or is a tier in front of this one, asks for
more at once: the thread that answered waits that long, unless others are waiting for a thread.

`Patient` is mixed into gunicorn's ThreadWorker.
"""

from __future__ import annotations

import select
from typing import Any

PATIENCE = 10  # milliseconds


class Patient:
    def handle(self: Any, conn: Any) -> Any:
        """Answers a connection's request, and those that follow at once; what gunicorn's own says
        of the last one."""
        kept = super().handle(conn)  # type: ignore[misc]
        while kept is True and self._more_comes(conn):
            kept = super().handle(conn)  # type: ignore[misc]
        return kept

    def _more_comes(self: Any, conn: Any) -> bool:
        if not self.alive or self.tpool._work_queue.qsize():
            return False
        waiting = select.poll()
        waiting.register(conn.sock, select.POLLIN)
        return bool(conn.parser.unreader.buf.getvalue() or waiting.poll(PATIENCE))
