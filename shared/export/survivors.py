"""Which active records a file can hold, and what of their references: it must make sense without
the deleted records."""

from __future__ import annotations

from collections.abc import Iterable

from shared.export.files import ExportFile
from shared.export.gone import NAMED, Gone
from shared.export.source import Record


class Survivors:
    """Judges the records of one file, after the files that its references lead to. What it leaves
    out is gone too."""

    def __init__(self, file: ExportFile, gone: Gone) -> None:
        self._file, self._gone = file, gone
        self._required = [
            *(field for field in file.references if field.required),
            *file.elsewhere,
        ]

    def need_all_records(self, *, is_bulk: bool) -> bool:
        """Whether a record may name one of the same file that is left out only later, or one of
        this file that a delta is silent about."""
        names_its_own = any(field.to == self._file.name for field in self._file.references)
        is_named = self._file.name in NAMED and not is_bulk
        anything = any(self._gone.any(field.to) for field in self._required)
        return anything and (names_its_own or is_named)

    def settle(self, records: Iterable[Record]) -> None:
        """Finds out what will be left out, before the first record is taken."""
        for record in records:
            self._survives(record)

    def take(self, record: Record) -> bool:
        """Cuts the record's references to what is gone; false when it is to be left out."""
        survives = self._survives(record)
        for field in self._file.references:
            record[field.name] = self._gone.without(field, record.get(field.name))
        return survives

    def _survives(self, record: Record) -> bool:
        gone, extends = self._gone, self._file.extends
        lost = bool(extends) and gone.has(extends, record["sourcedId"])
        for field in self._required:
            value = record.get(field.name)
            lost = lost or (bool(value) and gone.without(field, value) is None)
        if lost:
            gone.add(self._file.name, record["sourcedId"])
        return not lost
