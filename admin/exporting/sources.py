"""All records of a reader, as an export takes them, with progress."""

from __future__ import annotations

import json
from collections.abc import Iterator

from admin.exporting.reader import Reader
from admin.importing.progress import Progress
from functions.filter import read_filter
from shared.export.source import Pages
from shared.oneroster import RecordKind


class DatabaseSource:
    """All pages of a reader, each told to `progress`."""

    def __init__(self, reader: Reader, progress: Progress) -> None:
        self.names = reader.names()
        self._reader = reader
        self._progress = progress

    def pages(self, kind: RecordKind, filter: str) -> Pages:
        """See shared.export.source."""
        query = json.dumps(read_filter(filter, kind).as_query())
        total = self._reader.count(kind, query)
        return Pages(total, self._pages(kind, query, total))

    def _pages(self, kind: RecordKind, query: str, total: int) -> Iterator[bytes]:
        self._progress.begin(f"Reading {kind.plural}", total)
        after = None
        while page := self._reader.page(kind, query, after):
            yield page.documents
            self._progress.advance(page.records)
            after = page.after
