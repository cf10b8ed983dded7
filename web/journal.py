"""One log line per request, and the request id that ties it to the back-end's.

A line tells method, call, status, bytes, milliseconds and how the reply ended: `complete`, `broken`
by us, or `left` by the client. Never a query, a token or a name. On its way in, each request goes
through the gate, which lets nothing in when this tier is about to end.
"""

from __future__ import annotations

import logging
import re
import time
import uuid
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from shared.gate import Gate
from shared.logs import REQUEST_ID, line

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

LOG = logging.getLogger("xporter.web")
_SANE_ID = re.compile(r"[A-Za-z0-9._-]{1,128}")
_KEY = "xporter.entry"


@dataclass
class Entry:
    """What the log line of one request will say; `call` is set when the call is known. `entered`:
    the gate let it in."""

    method: str
    request_id: str
    started: float = field(default_factory=time.monotonic)
    call: str = "-"
    status: int = 0
    sent: int = 0
    ended: str = "left"
    entered: bool = True

    def write(self) -> None:
        LOG.info(
            line(
                "answered",
                method=self.method,
                call=self.call,
                status=self.status,
                bytes=self.sent,
                ms=int((time.monotonic() - self.started) * 1000),
                ended=self.ended,
            )
        )


def entry_of(environ: WSGIEnvironment) -> Entry:
    """The entry of the request that is being answered."""
    entry = environ[_KEY]
    assert isinstance(entry, Entry)
    return entry


class Journal:
    """WSGI middleware: every reply, whoever makes it, gets X-Request-Id and a log line."""

    def __init__(self, app: WSGIApplication, gate: Gate) -> None:
        self._app = app
        self._gate = gate

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        entry = Entry(environ["REQUEST_METHOD"], _request_id(environ))
        environ[_KEY] = entry
        REQUEST_ID.set(entry.request_id)
        entry.entered = self._gate.enter()

        def start(status: str, headers: list[tuple[str, str]], exc_info: Any = None) -> Any:
            entry.status = int(status[:3])
            return start_response(status, [*headers, ("X-Request-Id", entry.request_id)], exc_info)

        return _Counted(self._app(environ, start), entry, self._ended)

    def _ended(self, entry: Entry) -> None:
        if entry.entered:
            self._gate.leave()
        entry.write()


class _Counted:
    """The reply's pieces, counted; `ended` is told when the server closes it."""

    def __init__(
        self, pieces: Iterable[bytes], entry: Entry, ended: Callable[[Entry], None]
    ) -> None:
        self._iterator = iter(pieces)
        self._close: Callable[[], None] | None = getattr(pieces, "close", None)
        self._entry = entry
        self._ended = ended

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        try:
            piece = next(self._iterator)
        except StopIteration:
            self._entry.ended = "complete"
            raise
        except Exception:
            self._entry.ended = "broken"
            raise
        self._entry.sent += len(piece)
        return piece

    def close(self) -> None:
        try:
            if self._close is not None:
                self._close()
        finally:
            self._ended(self._entry)


def _request_id(environ: WSGIEnvironment) -> str:
    sent = environ.get("HTTP_X_REQUEST_ID", "")
    return sent if _SANE_ID.fullmatch(sent) else uuid.uuid4().hex
