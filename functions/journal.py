"""What is known of a request when it has been answered, for those who write it down."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable
from dataclasses import dataclass, field

from functions.identity import Identity
from functions.pages import Page
from functions.permits import Standing
from functions.plan import Plan
from shared.logs import line

log = logging.getLogger("xporter.functions")


@dataclass(slots=True)
class Entry:
    """One request; what is None never became known. `status`, `bytes` and `milliseconds` are there
    once it has been answered; `written` is the sourcedId of a write."""

    call: str
    request_id: str
    at: float = field(default_factory=time.time)
    started: float = field(default_factory=time.perf_counter)
    identity: Identity | None = None
    plan: Plan | None = None
    page: Page | None = None
    written: str | None = None
    standing: Standing | None = None
    status: int = 0
    bytes: int = 0
    milliseconds: float = 0.0

    def answered(self, status: int, size: int) -> None:
        """Notes how it was answered, and how long that took until now."""
        self.status, self.bytes = status, size
        self.milliseconds = (time.perf_counter() - self.started) * 1000


Witness = Callable[[Entry], None]
"""Somebody who is told of each request that has been answered."""


def tell_log(entry: Entry) -> None:
    """A line in the log."""
    log.info(
        line("answered", call=entry.call, status=entry.status, ms=round(entry.milliseconds, 1))
    )
