"""Where the command line's exports come from: the database, in one transaction that sees one state.

A relying party's export goes through the procedures of the back-end, so that it holds what the
relying party may see and nothing else.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, NamedTuple, Protocol

import pyodbc

from admin.errors import AdminError
from admin.importing.procedures import call
from admin.importing.progress import Progress
from admin.relying_parties import find
from functions.documents import BASE
from functions.filter import read_filter
from functions.render import without_hidden
from functions.scopes import granted_scopes, readable_kinds
from shared.oneroster import KINDS, RecordKind

PAGE = 2000  # records


class Page(NamedTuple):
    """`documents` joined by commas; `after` is where the next page starts."""

    documents: bytes
    records: int
    after: str


class Reader(Protocol):
    """Reads the records of those whom an export is for."""

    def names(self) -> Mapping[str, tuple[str, ...]]: ...

    def count(self, kind: RecordKind, query: str) -> int: ...

    def page(self, kind: RecordKind, query: str, after: str | None) -> Page | None: ...


class DatabaseSource:
    """All pages of a reader, each told to `progress`."""

    def __init__(self, reader: Reader, progress: Progress) -> None:
        self.names = reader.names()
        self._reader = reader
        self._progress = progress

    def pages(self, kind: RecordKind, filter: str) -> Iterator[bytes]:
        """See shared.export.source."""
        query = json.dumps(read_filter(filter, kind).as_query())
        self._progress.begin(f"Reading {kind.plural}", self._reader.count(kind, query))
        after = None
        while page := self._reader.page(kind, query, after):
            yield page.documents
            self._progress.advance(page.records)
            after = page.after


@dataclass(frozen=True)
class FeedReader:
    """A whole feed, whoever may see it."""

    connection: pyodbc.Connection
    feed_id: int

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the metadata of each kind."""
        procedure = "gcidm.get_feedMetadataNames"
        return {
            kind.plural: _column(call(self.connection, procedure, kind.plural, self.feed_id))
            for kind in KINDS
        }

    def count(self, kind: RecordKind, query: str) -> int:
        """How many records match."""
        rows = call(self.connection, "gcidm.count_feed", kind.plural, self.feed_id, query)
        return int(rows[0][0])

    def page(self, kind: RecordKind, query: str, after: str | None) -> Page | None:
        """The page that starts after `after`; None when there is none."""
        asked = (kind.plural, self.feed_id, query, after or "", PAGE)
        rows = call(self.connection, "gcidm.get_feedPage", *asked)
        return Page(_clean(rows[0].docs), rows[0].records, rows[0].sourcedid) if rows else None


@dataclass(frozen=True)
class PartyReader:
    """What a relying party may see, with the scopes that it was granted."""

    connection: pyodbc.Connection
    relying_party_id: int
    kinds: tuple[RecordKind, ...]

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the metadata of each kind that it may read."""
        asked = (self.relying_party_id, None)
        procedure = "gcidm.get_metadataNames"
        return {
            kind.plural: _column(call(self.connection, procedure, kind.plural, *asked))
            for kind in self.kinds
        }

    def count(self, kind: RecordKind, query: str) -> int:
        """How many records match."""
        rows = call(self.connection, kind.count, self.relying_party_id, None, query)
        return int(rows[0][0])

    def page(self, kind: RecordKind, query: str, after: str | None) -> Page | None:
        """The page that starts after `after`; None when there is none."""
        asked = (self.relying_party_id, None, query, after, 0, PAGE)
        rows = call(self.connection, kind.get, *asked)
        if not any(row.records for row in rows):
            return None
        hidden = [row.hidden for row in rows if row.hidden]
        text = _clean(",".join(row.docs for row in rows))
        last = {"feedId": rows[-1].feedid, "sourcedId": rows[-1].sourcedid}
        records = sum(row.records for row in rows)
        return Page(without_hidden(hidden, text) if hidden else text, records, json.dumps(last))


def feed_reader(connection: pyodbc.Connection, name: str) -> FeedReader:
    """A reader of the feed of that name. Raises AdminError: there is none."""
    feeds = {row.name: row.feedid for row in call(connection, "gcidm.get_feeds")}
    if name not in feeds:
        known = ", ".join(feeds) or "none"
        raise AdminError(f"There is no feed named {name!r}; there are: {known}.")
    return FeedReader(connection, feeds[name])


def party_reader(connection: pyodbc.Connection, name: str) -> PartyReader:
    """A reader of what the relying party of that name may see. Raises AdminError as `find`."""
    party = find(connection, name)
    scopes = granted_scopes(" ".join(party.scopes))
    return PartyReader(connection, party.relying_party_id, readable_kinds(scopes))


def _column(rows: list[pyodbc.Row]) -> tuple[str, ...]:
    return tuple(row[0] for row in rows)


def _clean(text: Any) -> bytes:
    """Without the placeholder of the public base: a CSV cell holds no href."""
    return str(text).replace(BASE, "").encode()
