"""Writes down who read what, in gcidm.reads: behind the requests' backs, many in one call.

A request appends a tuple to a list; a thread of its own saves the list every SECONDS, or sooner
when it is long. A crash of the process forgets what was read since.
"""

from __future__ import annotations

import atexit
import json
import logging
import re
from collections import deque
from collections.abc import Callable, Sequence
from threading import Event, Lock, Thread
from typing import Any

from functions.journal import Entry
from functions.pages import Page
from functions.plan import Plan
from shared.errors import InternalError
from shared.logs import line

log = logging.getLogger("xporter.reads")

SECONDS = 2.0
SOON = 500  # entries that are not left waiting
MOST = 50_000  # that are kept while the database is away
_FIRST = len('{"sourcedId":"')
_COLUMNS = re.compile(r'"column":"(\w+)"')
_STARTS = re.compile(rb'\{"sourcedId":"([^"]*)","status":"')  # as documents.document writes them

Call = Callable[[str, Sequence[Any]], list[Any]]
Row = tuple[Any, ...]


class Reads:
    """Saves entries through `call(procedure, arguments) -> rows`."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._waiting: deque[Row] = deque(maxlen=MOST)
        self._saving = Lock()
        self._any = Event()
        self._many = Event()
        self._thread: Thread | None = None

    def note(self, entry: Entry) -> None:
        """Takes an entry on; of a request whose sender is unknown there is nothing to note."""
        if entry.identity is None:
            return
        self._waiting.append(row_of(entry))
        if not self._any.is_set():
            self._wake()
        elif len(self._waiting) >= SOON:
            self._many.set()

    def save(self) -> None:
        """Saves what waits, now. What cannot be saved waits on, the oldest of too many excepted."""
        with self._saving:
            rows = [self._waiting.popleft() for _ in range(len(self._waiting))]
            try:
                if rows:
                    self._call("gcidm.save_reads", [json.dumps(rows, separators=(",", ":"))])
            except InternalError:
                self._waiting.extendleft(reversed(rows))
                self._any.set()
                log.warning(line("reads wait for the database", waiting=len(self._waiting)))

    def _wake(self) -> None:
        self._any.set()
        if self._thread is None:
            # Not before the first request: what serves may have forked before.
            self._thread = Thread(target=self._run, name="reads", daemon=True)
            self._thread.start()
            atexit.register(self.save)

    def _run(self) -> None:
        while True:
            self._any.wait()
            self._many.wait(SECONDS)
            self._any.clear()
            self._many.clear()
            self.save()


def row_of(entry: Entry) -> Row:
    """The columns of gcidm.reads, in their order."""
    plan, page, identity = entry.plan, entry.page, entry.identity
    assert identity
    return (
        round(entry.at, 3),
        identity.relying_party_id,
        identity.school,
        entry.call,
        plan and plan.kind.plural,
        plan and plan.query,
        page and page.revision,
        entry.status,
        page.records if page else 0,
        entry.bytes,
        round(entry.milliseconds, 2),
        plan and page and pull_of(plan, page),
        *(_covered(plan, page) if plan and page else (None, entry.written, None, entry.written)),
        plan and page and _listed(plan, page),
    )


def pull_of(plan: Plan, page: Page) -> str | None:
    """What this page was the last of: all records, or all that changed since an instant."""
    if page.next or '"within":[]' not in plan.query:
        return None
    filtered = set(_COLUMNS.findall(plan.query.partition('"filter":')[2]))
    if "dateLastModified" in filtered:
        return "delta"
    return None if filtered - {"status"} else "full"


def _covered(plan: Plan, page: Page) -> Row:
    """The places of the first and the last record in the order (feed, sourcedId)."""
    if page.feeds is None:
        return None, None, None, None
    end = page.documents.index(b'"', _FIRST)
    return page.feeds[0], page.documents[_FIRST:end].decode(), page.feeds[1], page.last


def _listed(plan: Plan, page: Page) -> list[str] | None:
    """The records of a sorted page, whose ends do not tell what lies between them."""
    if '"sort":' not in plan.query:
        return None
    return [found.decode() for found in _STARTS.findall(page.documents)]
