"""Rows of cells as records: each cell checked by its field's type and rules."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from admin.importing.cells import BadCell, Reader, guid, reader
from admin.importing.files import CsvFile
from admin.importing.findings import Findings
from admin.importing.header import Header
from admin.importing.roster_set import StagedRow
from admin.importing.tolerances import (
    BLANK_CELL,
    DATE_LAST_MODIFIED_FILLED,
    STATUS_FILLED,
    SUBJECT_CODES,
    VALUE_1P2,
)
from functions.json_fields import LISTS
from functions.tolerances import required_absent
from shared.oneroster import STATUSES, Field, Type


def staged_rows(
    rows: Iterable[tuple[int, list[str]]], header: Header, file: CsvFile, findings: Findings
) -> Iterator[StagedRow]:
    """The rows after the header as records; what is wrong with them is added to `findings`."""
    read_row = _RowReader(header, file, findings)
    for line, cells in rows:
        row = read_row(line, cells) if len(cells) == header.width else read_row.bare(line, cells)
        if row:
            yield row


_STATUS = f"must be one of {', '.join(STATUSES)}"
_DATE_LAST_MODIFIED = Field("dateLastModified", "dateLastModified", Type.DATETIME)


class _RowReader:
    """Reads rows of one file; everything that is the same for each row is looked up once."""

    def __init__(self, header: Header, file: CsvFile, findings: Findings) -> None:
        self._file = file.file_name
        self._findings = findings
        self._header = header
        self._is_delta = file.is_delta
        # A link is known by what it links, so its deletion has to say that; a record's need not.
        self._bare_deletions = file.is_delta and not file.needs
        note = partial(findings.tolerate, file.file_name)
        self._columns: list[tuple[str, int, bool, Reader]] = [
            (field.csv, header.places[field.csv], field.required, reader(field, note))
            for field in file.fields
            if field.csv in header.places
        ]
        self._instant = reader(_DATE_LAST_MODIFIED, note)
        self._mapped = [
            (header.places[one.column], one) for one in file.mapped if one.column in header.places
        ]
        self._beside = file.beside
        self._often_blank = file.often_blank
        self._lists = {field.csv for field in file.fields if field.type in LISTS}
        self._has_subjects = {"subjects", "subjectCodes"} <= header.places.keys()

    def __call__(self, line: int, cells: list[str]) -> StagedRow | None:
        sourced_id = self._value("sourcedId", line, cells[self._header.places["sourcedId"]], guid)
        status = self._delta_status(line, cells) if self._is_delta else self._status(line, cells)
        if self._bare_deletions and status == "tobedeleted":
            return StagedRow(sourced_id, line, status, {}) if sourced_id else None
        originals = self._map_values(cells) if self._mapped else {}
        record: dict[str, Any] = {}
        for column, place, required, read in self._columns:
            text = cells[place]
            if text and (value := self._value(column, line, text, read)) is not None:
                record[column] = value
            elif required and (not text or text.isspace()):
                self._lacks(line, column, record)
        self._finish(record, cells, originals)
        return StagedRow(sourced_id, line, status, record) if sourced_id else None

    def _lacks(self, line: int, column: str, record: dict[str, Any]) -> None:
        """Of a required value that is not there."""
        if column not in self._often_blank:
            self._problem(line, column, "", "the value is required")
            return
        self._findings.tolerate(self._file, required_absent(column))
        if column in self._lists:
            record[column] = []

    def bare(self, line: int, cells: list[str]) -> StagedRow | None:
        """A row of the wrong length: no more than its sourcedId can be told."""
        rule = f"the row has {len(cells)} cells, the header {self._header.width}"
        self._problem(line, "", "", rule)
        place = self._header.places["sourcedId"]
        return StagedRow(cells[place], line, "active", {}) if place < len(cells) else None

    def _value(self, column: str, line: int, text: str, read: Reader) -> Any:
        if text.isspace():
            self._findings.tolerate(self._file, BLANK_CELL)
            return None
        try:
            return read(text)
        except BadCell as bad:
            self._problem(line, column, text, str(bad))
            return None

    def _status(self, line: int, cells: list[str]) -> str:
        """A bulk file leaves status and dateLastModified blank; many do not."""
        places = self._header.places
        if "dateLastModified" in places and cells[places["dateLastModified"]]:
            self._findings.tolerate(self._file, DATE_LAST_MODIFIED_FILLED)
        status = cells[places["status"]] if "status" in places else ""
        if status in STATUSES:
            self._findings.tolerate(self._file, STATUS_FILLED)
            return status
        if status:
            self._problem(line, "status", status, _STATUS)
        return "active"

    def _delta_status(self, line: int, cells: list[str]) -> str:
        """A delta file fills status and dateLastModified in each row."""
        when = cells[self._header.places["dateLastModified"]]
        if not when or when.isspace():
            self._problem(line, "dateLastModified", "", "a delta file must have it in each row")
        else:
            self._value("dateLastModified", line, when, self._instant)
        status = cells[self._header.places["status"]]
        if status in STATUSES:
            return status
        self._problem(line, "status", status, f"a delta file has it in each row: it {_STATUS}")
        return "active"

    def _map_values(self, cells: list[str]) -> dict[str, str]:
        """Puts what OneRoster 1.1 has for a value of 1.2; returns the values that there were."""
        originals = {}
        for place, one in self._mapped:
            if (value := cells[place]) in one.values:
                self._findings.tolerate(self._file, VALUE_1P2)
                originals[one.column] = value
                cells[place] = one.values[value]
            cells[place] = one.renamed.get(cells[place], cells[place])
        return originals

    def _finish(self, record: dict[str, Any], cells: list[str], originals: dict[str, str]) -> None:
        if self._has_subjects and len(record.get("subjects", ())) != len(
            record.get("subjectCodes", ())
        ):
            self._findings.tolerate(self._file, SUBJECT_CODES)
        beside = {name: record.pop(name) for name in self._beside & record.keys()}
        own = {name: cells[at] for name, at in self._header.metadata.items() if cells[at]}
        if own := {**own, **beside, **originals}:
            record["metadata"] = own

    def _problem(self, line: int, column: str, value: str, rule: str) -> None:
        self._findings.problem(self._file, line, column, value, rule)
