"""A file's header line: which column of the specification stands where."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from admin.importing.files import BASE_COLUMNS, CsvFile
from admin.importing.findings import Findings
from admin.importing.tolerances import HEADER_1P0, HEADER_CASE, HEADER_ORDER, HEADER_SHORT

_METADATA = "metadata."
_NAMES_1P0 = {"demographics": {"usersourcedid": "sourcedId"}}


@dataclass(frozen=True)
class Header:
    """Where each column stands, by its name in the specification; `metadata` by the name after
    "metadata."; `width` is the number of cells of each row."""

    places: Mapping[str, int]
    metadata: Mapping[str, int]
    width: int


def read_header(cells: list[str], file: CsvFile, findings: Findings) -> Header:
    """The header; unknown, repeated and missing columns are added to `findings`."""
    columns = (*BASE_COLUMNS, *(field.csv for field in file.fields))
    places: dict[str, int] = {}
    metadata: dict[str, int] = {}
    for place, cell in enumerate(cells):
        if cell.strip().startswith(_METADATA):
            metadata[cell.strip().removeprefix(_METADATA)] = place
        elif name := _column(cell, columns, file, findings):
            _take_column(name, place, places, file, findings)
    _check_missing(columns, places, file, findings)
    if list(places) != [column for column in columns if column in places]:
        findings.tolerate(file.file_name, HEADER_ORDER)
    return Header(places, metadata, len(cells))


def _column(cell: str, columns: tuple[str, ...], file: CsvFile, findings: Findings) -> str:
    """The specification's name of the column that `cell` means, "" when it means none."""
    if cell in columns:
        return cell
    lowered = cell.strip().lower()
    if old := _NAMES_1P0.get(file.name, {}).get(lowered):
        findings.tolerate(file.file_name, HEADER_1P0)
        return old
    for column in columns:
        if column.lower() == lowered:
            findings.tolerate(file.file_name, HEADER_CASE)
            return column
    findings.problem(file.file_name, 1, cell, "", "no such column; own ones begin with metadata.")
    return ""


def _take_column(
    name: str, place: int, places: dict[str, int], file: CsvFile, findings: Findings
) -> None:
    if name in places:
        findings.problem(file.file_name, 1, name, "", "the column is there twice")
    places[name] = place


def _check_missing(
    columns: tuple[str, ...], places: Mapping[str, int], file: CsvFile, findings: Findings
) -> None:
    required = {*file.required_base, *(field.csv for field in file.fields if field.required)}
    for column in columns:
        if column not in places and column in required:
            findings.problem(file.file_name, 1, column, "", "the required column is missing")
        elif column not in places:
            findings.tolerate(file.file_name, HEADER_SHORT)
