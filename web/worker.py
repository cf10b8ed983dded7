"""gunicorn's worker for this tier, with refusals of its own that look like the application's.

What is no HTTP never reaches the application. gunicorn would answer in HTML and put the request
line, query included, into the reply and the log.
"""

from __future__ import annotations

import logging
import uuid
from typing import Any

from gunicorn import util  # type: ignore[import-untyped]
from gunicorn.http import errors  # type: ignore[import-untyped]
from gunicorn.workers.gthread import ThreadWorker  # type: ignore[import-untyped]

from shared.draining import Draining
from shared.gate import Gate
from shared.logs import line
from shared.patience import Patient

LOG = logging.getLogger("xporter.web")
_REFUSALS = {
    errors.LimitRequestLine: ("414 URI Too Long", "The address is too long."),
    errors.LimitRequestHeaders: ("431 Request Header Fields Too Large", "A header is too long."),
}
_MALFORMED = ("400 Bad Request", "The request is not well-formed HTTP.")


class Worker(Patient, Draining, ThreadWorker):  # type: ignore[misc]
    def gate_of(self, app: Any) -> Gate:
        gate: Gate = app.extensions["gate"]
        return gate

    def handle_error(self, req: Any, client: Any, addr: Any, exc: BaseException) -> None:
        """Answers a request that could not be parsed; the connection closes afterwards."""
        request_id = uuid.uuid4().hex
        status, sentence = _REFUSALS.get(type(exc), _MALFORMED)
        fault = None if isinstance(exc, errors.ParseException) else exc
        refused = {"requestId": request_id, "method": "-", "call": "-", "status": int(status[:3])}
        LOG.warning(line("refused", **refused, error=type(exc).__name__), exc_info=fault)
        try:
            util.write_nonblock(client, _reply(status, sentence, request_id))
        except OSError:
            LOG.info(line("the client is gone", requestId=request_id))


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
