"""Reads a whole feed, for the operator."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import pyodbc

from admin.errors import AdminError
from admin.exporting.reader import PAGE, Page, clean, column, told_instant
from admin.importing.procedures import call
from shared.oneroster import KINDS, RecordKind


@dataclass(frozen=True)
class FeedReader:
    """A whole feed, whoever may see it."""

    connection: pyodbc.Connection
    feed_id: int

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the metadata of each kind."""
        procedure = "gcidm.get_feedMetadataNames"
        return {
            kind.plural: column(call(self.connection, procedure, kind.plural, self.feed_id))
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
        return Page(clean(rows[0].docs), rows[0].records, rows[0].sourcedid) if rows else None

    def revision(self) -> int:
        """The feed's."""
        feeds = call(self.connection, "gcidm.get_feeds")
        return next(int(row.revision) for row in feeds if row.feedid == self.feed_id)

    def changed_after(self, revision: int) -> str:
        """The instant from which on there may be changes after a revision of the feed. Raises
        AdminError: that cannot be told."""
        asked = (self.feed_id, revision)
        return told_instant(revision, call(self.connection, "gcidm.get_feedChangedAfter", *asked))


def feed_reader(connection: pyodbc.Connection, name: str) -> FeedReader:
    """A reader of the feed of that name. Raises AdminError: there is none."""
    feeds = {row.name: row.feedid for row in call(connection, "gcidm.get_feeds")}
    if name not in feeds:
        known = ", ".join(feeds) or "none"
        raise AdminError(f"There is no feed named {name!r}; there are: {known}.")
    return FeedReader(connection, feeds[name])
