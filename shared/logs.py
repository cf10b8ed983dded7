"""Log lines of both tiers: a JSON object each, with the id of the request that it belongs to.

Nothing of a request's content gets into them: no query, token, secret, address or record. So what
others (gunicorn, a library) say about an exception is shown without the values in their words, and
an exception as its class and the places in the code, not as its text.
"""

from __future__ import annotations

import json
import logging
import traceback
from contextvars import ContextVar
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any

REQUEST_ID: ContextVar[str] = ContextVar("request_id", default="-")
"""The request that the running thread works for."""


class Line(dict[str, Any]):
    """What a log line says: `event`, the request's id and other fields. As text, for a host that
    formats log lines itself: `answered requestId=... call=...`."""

    def __str__(self) -> str:
        return " ".join(
            [str(self["event"]), *(f"{k}={v}" for k, v in self.items() if k != "event")]
        )


def line(event: str, **fields: Any) -> Line:
    """A line about the request that the running thread works for."""
    return Line({"event": event, "requestId": REQUEST_ID.get(), **fields})


class JsonLines(logging.Formatter):
    """Formats each record as one JSON object; times are in UTC."""

    def format(self, record: logging.LogRecord) -> str:
        said = record.msg if isinstance(record.msg, Line) else _line_of(record)
        found: dict[str, Any] = {
            "time": f"{_second(int(record.created))}.{int(record.msecs):03d}Z",
            "level": record.levelname,
            "logger": record.name,
            **said,
        }
        if record.exc_info and record.exc_info[0]:
            found |= _failure(record.exc_info[0].__name__, record.exc_info[2])
        return json.dumps(found, default=str)


def set_up() -> None:
    """This process logs JSON lines to stderr, from level INFO."""
    handler = logging.StreamHandler()
    handler.setFormatter(JsonLines())
    logging.basicConfig(level=logging.INFO, handlers=[handler])


def _line_of(record: logging.LogRecord) -> Line:
    """What others said. In their words about an exception there may stand an address."""
    return line(str(record.msg) if record.exc_info else record.getMessage())


def _failure(name: str, trace: Any) -> dict[str, Any]:
    places = [f"{one.filename}:{one.lineno} {one.name}" for one in traceback.extract_tb(trace)]
    return {"error": name, "places": places}


@lru_cache(4)
def _second(seconds: int) -> str:
    return f"{datetime.fromtimestamp(seconds, UTC):%Y-%m-%dT%H:%M:%S}"
