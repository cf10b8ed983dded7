"""Readers who keep a copy by asking for changes only, with either watermark."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from typing import Any

from functions.documents import BASE
from functions.identity import Identity
from functions.pages import Pages
from functions.plan import plan
from functions.query import Query
from functions.render import without_hidden
from shared.oneroster import SERVICE_CALL, ServiceCall

CALLS = ("getAllOrgs", "getAllUsers", "getAllEnrollments", "getAllCategories")
PAGE = 40
Copy = dict[str, dict[str, str]]


def differences(mine: Copy, theirs: Copy) -> list[tuple[str, str, str | None, str | None]]:
    """The records that are not the same in both: collection, sourcedId, and what each has."""
    return [
        (name, key, mine[name].get(key), theirs[name].get(key))
        for name in mine
        for key in sorted(mine[name].keys() | theirs[name].keys())
        if mine[name].get(key) != theirs[name].get(key)
    ]


class Reader:
    """Reads for a relying party, a few records a page."""

    def __init__(self, pages: Pages, identity: Identity) -> None:
        self._pages = pages
        self._identity = identity

    def everything(self) -> Copy:
        """All records, tombstones too, by call and sourcedId."""
        return self.changes("dateLastModified>'2000-01-01'")

    def changes(self, wanted: str) -> Copy:
        return {name: dict(self._records(SERVICE_CALL[name], wanted)) for name in CALLS}

    def revision(self) -> int:
        return self._pages.revision(plan(SERVICE_CALL[CALLS[0]], {}, Query(), self._identity))

    def _records(self, call: ServiceCall, wanted: str) -> Iterator[tuple[str, str]]:
        query = Query(limit=PAGE, filter=wanted)
        while True:
            planned = plan(call, {}, query, self._identity)
            page = self._pages.page(planned)
            shown = page.documents.replace(BASE.encode(), b"base")
            for record in json.loads(b"[%s]" % without_hidden(page.hidden, shown)):
                yield record["sourcedId"], json.dumps(record)
            if page.next is None:
                return
            query = Query(limit=PAGE, filter=wanted, after=page.next)


class Consumer:
    """Keeps `copy` by deltas; `got` is how many records its last pull brought."""

    def __init__(self, reader: Reader) -> None:
        self._reader = reader
        self.copy: Copy = {name: {} for name in CALLS}
        self.got = 0

    def apply(self, changes: Copy) -> None:
        self.got = sum(len(records) for records in changes.values())
        for name, records in changes.items():
            self.copy[name] |= records


class ClockConsumer(Consumer):
    """Asks for what is newer than its own clock said when its last pull began."""

    def __init__(self, reader: Reader, clock: Callable[[], Any]) -> None:
        super().__init__(reader)
        self._clock = clock
        self._since = "2000-01-01"

    def pull(self) -> None:
        began = self._clock().isoformat()
        self.apply(self._reader.changes(f"dateLastModified>='{self._since}'"))
        self._since = began


class NewestConsumer(Consumer):
    """Asks for what is newer than the newest record that it has; its pulls are of one revision."""

    def pull(self) -> None:
        before = self._reader.revision()
        changes = self._reader.changes(f"dateLastModified>'{self.newest()}'")
        if self._reader.revision() != before:
            return self.pull()
        self.apply(changes)
        return None

    def newest(self) -> str:
        """The greatest dateLastModified of the copy."""
        kept = (json.loads(one) for records in self.copy.values() for one in records.values())
        return max((record["dateLastModified"] for record in kept), default="2000-01-01")
