"""Brings the files' records into the database, in batches, as they were read."""

from __future__ import annotations

import json
from collections.abc import Iterator
from itertools import islice

import pyodbc

from admin.importing.csv_set import CsvSet
from admin.importing.files import FILES, CsvFile
from admin.importing.findings import Findings
from admin.importing.header import read_header
from admin.importing.lines import text_lines
from admin.importing.procedures import call
from admin.importing.progress import Progress, Silent
from admin.importing.records import StagedRow, staged_rows
from admin.importing.rows import cell_rows

BATCH = 2000


def check_headers(csv_set: CsvSet, files: tuple[CsvFile, ...], findings: Findings) -> None:
    """Adds what is wrong with the files' headers, so that no row is read by a wrong one."""
    for file in files:
        first = Findings()
        _, cells = next(_rows(csv_set, file, first, Silent()), (1, []))
        # What was tolerated is counted when the file is read as a whole.
        findings.add(first.problems, first.total)
        read_header(cells, file, findings)


def stage_files(
    connection: pyodbc.Connection,
    csv_set: CsvSet,
    files: tuple[CsvFile, ...],
    feed_id: int,
    findings: Findings,
    progress: Progress,
) -> None:
    """Stages every row of `files`, and for the files that the set has not what the feed has."""
    for file in files:
        progress.begin(f"Reading {file.file_name}", csv_set.sizes[file.file_name])
        records = _records(csv_set, file, findings, progress)
        while batch := list(islice(records, BATCH)):
            call(connection, "gcidm.stage", file.name, _json(batch))
    absent = [file.name for file in FILES if file not in files]
    call(connection, "gcidm.stage_live", feed_id, json.dumps(absent))


def _records(
    csv_set: CsvSet, file: CsvFile, findings: Findings, progress: Progress
) -> Iterator[StagedRow]:
    rows = _rows(csv_set, file, findings, progress)
    # The header's findings are known from check_headers.
    header = read_header(next(rows)[1], file, Findings())
    return staged_rows(rows, header, file, findings)


def _rows(
    csv_set: CsvSet, file: CsvFile, findings: Findings, progress: Progress
) -> Iterator[tuple[int, list[str]]]:
    lines = text_lines(csv_set, file.file_name, findings, progress.advance)
    return cell_rows(lines, file.file_name, findings)


def _json(batch: list[StagedRow]) -> str:
    return json.dumps([vars(row) for row in batch], ensure_ascii=False, separators=(",", ":"))
