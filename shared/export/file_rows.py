"""The rows of one CSV file, out of the documents of its records."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field

from shared.csv_columns import BASE_COLUMNS
from shared.export.cells import cell, metadata_cell
from shared.export.files import ExportFile
from shared.export.gone import Gone
from shared.export.since import since
from shared.export.source import ACTIVE, Pages, Record, Source, documents
from shared.export.survivors import Survivors

LARGE = 1_000_000  # records
_BLANK = "{}: a required value is not there; its cell is empty"
_LOST = "{}: an active record was left out, since what it must refer to is deleted"
_ENDED = "{}: an active record was told as deleted, since what it must refer to is"


class UnknownMetadata(Exception):
    """While the set was being written, a record got metadata that the header has no column for."""


@dataclass
class Tally:
    """What an export amounts to: rows by file, and how often a cell could not hold a value."""

    rows: Counter[str] = field(default_factory=Counter)
    departures: Counter[str] = field(default_factory=Counter)

    def note(self, departure: str) -> None:
        self.departures[departure] += 1


class FileRows:
    """Makes the rows of one file, all of it or what changed since an instant; what is the same for
    each row is looked up once."""

    def __init__(
        self, source: Source, file: ExportFile, instant: str | None, gone: Gone, tally: Tally
    ) -> None:
        self._source, self._file, self._tally = source, file, tally
        self._survivors, self._is_bulk = Survivors(file, gone), file.is_bulk(instant)
        chosen = ACTIVE if self._is_bulk or instant is None else since(instant)
        self._pages = source.pages(file.kind, chosen)
        self._metadata = file.metadata_of(source.names)
        self._known = frozenset(self._metadata)

    @property
    def may_be_large(self) -> bool:
        """Whether there are so many that they could be too much for a plain ZIP (2 GiB)."""
        return self._pages.total > LARGE

    def __iter__(self) -> Iterator[list[str]]:
        """The header, then a row for each record."""
        own = [f"metadata.{name}" for name in self._metadata]
        yield [*BASE_COLUMNS, *(field.csv for field in self._file.fields), *own]
        if self._survivors.need_all_records(is_bulk=self._is_bulk):
            self._survivors.settle(self._records(self._source.pages(self._file.kind, ACTIVE)))
        for record in self._records(self._pages):
            if self._has_row(record):
                self._tally.rows[self._file.name] += 1
                yield self._row(record)

    def _has_row(self, record: Record) -> bool:
        """A record that makes no sense without a deleted one has none in a bulk file, and that of a
        deletion in a delta: its reader may have had the record, and not the deleted one."""
        if record.get("status") == "tobedeleted" or self._survivors.take(record):
            return True
        self._tally.note((_LOST if self._is_bulk else _ENDED).format(self._file.name))
        record["status"] = "tobedeleted"
        return not self._is_bulk

    def _records(self, pages: Pages) -> Iterator[Record]:
        for page in pages:
            for document, _ in documents(page):
                yield from self._file.split(document)

    def _row(self, record: Record) -> list[str]:
        row = [record["sourcedId"], "", ""]
        if not self._is_bulk:
            row[1:] = [record["status"], record["dateLastModified"]]
        for one in self._file.fields:
            text = cell(one, record.get(one.name), self._tally.note)
            if one.required and not text:
                self._tally.note(_BLANK.format(one.csv))
            row.append(text)
        return row + self._own_cells(record.get("metadata", {}))

    def _own_cells(self, metadata: Record) -> list[str]:
        if not metadata.keys() <= self._known:
            raise UnknownMetadata(f"{self._file.name} got other metadata while they were written")
        return [metadata_cell(metadata.get(name, "")) for name in self._metadata]
