"""gunicorn's threaded worker that waits a moment for a connection's next request, with refusals of
its own that look like the application's.

gunicorn hands each request of a kept connection from its main thread to a worker thread and back,
a third of this tier's CPU time for small replies. Who pages asks for more at once: the thread that
answered waits that long, unless others are waiting for a thread.

What is no HTTP never reaches the application. gunicorn would answer in HTML and put the request
line, query included, into the reply and the log.
"""

from __future__ import annotations

import logging
import select
import uuid
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]
from gunicorn.http import errors  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

LOG = logging.getLogger("xporter.web")
PATIENCE = 10  # milliseconds
_REFUSALS = {
    errors.LimitRequestLine: ("414 URI Too Long", "The address is too long."),
    errors.LimitRequestHeaders: ("431 Request Header Fields Too Large", "A header is too long."),
}
_MALFORMED = ("400 Bad Request", "The request is not well-formed HTTP.")


class Worker(ThreadWorker):  # type: ignore[misc]
    def handle(self, conn: Any) -> Any:
        """Answers a connection's request, and those that follow at once; what gunicorn's own says
        of the last one."""
        kept = super().handle(conn)
        while kept is True and self._more_comes(conn):
            kept = super().handle(conn)
        return kept

    def _more_comes(self, conn: Any) -> bool:
        if not self.alive or self.tpool._work_queue.qsize():
            return False
        waiting = select.poll()
        waiting.register(conn.sock, select.POLLIN)
        return bool(conn.parser.unreader.buf.getvalue() or waiting.poll(PATIENCE))

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answers a request that could not be parsed; the connection closes afterwards."""
        request_id = uuid.uuid4().hex
        status, sentence = _REFUSALS.get(type(exc), _MALFORMED)
        fault = None if isinstance(exc, errors.ParseException) else exc
        LOG.warning(
            "requestId=%s method=- call=- status=%s error=%s",
            request_id,
            status[:3],
            type(exc).__name__,
            exc_info=fault,
        )
        try:
            util.write_nonblock(client, _reply(status, sentence, request_id))
        except OSError:
            LOG.info("requestId=%s the client is gone", request_id)


def _reply(status: str, sentence: str, request_id: str) -> bytes:
    lines = (
        f"HTTP/1.1 {status}",
        "Connection: close",
        "Content-Type: text/plain; charset=utf-8",
        f"Content-Length: {len(sentence)}",
        "Cache-Control: no-store",
        f"X-Request-Id: {request_id}",
        "",
        sentence,
    )
    return "\r\n".join(lines).encode()
