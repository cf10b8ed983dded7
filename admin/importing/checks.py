"""What can only be checked when all rows are there; the database checks it, file by file."""

from __future__ import annotations

import pyodbc

from admin.importing.files import CsvFile
from admin.importing.findings import Findings, Problem
from admin.importing.procedures import call
from admin.importing.progress import Progress

_NOTHING = "there is no such record in {0}.csv, nor in the feed when the set lacks {0}.csv"


def check_staged(
    connection: pyodbc.Connection,
    files: tuple[CsvFile, ...],
    feed_id: int,
    findings: Findings,
    progress: Progress,
) -> None:
    """Adds repeated sourcedIds, references to nothing, circles of parents, other feeds' records."""
    progress.begin("Checking", len(files))
    for file in files:
        _check_file(connection, file, feed_id, findings)
        progress.advance(1)


def _check_file(
    connection: pyodbc.Connection, file: CsvFile, feed_id: int, findings: Findings
) -> None:
    def check(function: str, column: str, rule: str, *arguments: object) -> None:
        rows = call(connection, function, file.name, *arguments)
        problems = [
            Problem(file.file_name, line, column, value, rule.format(other))
            for line, value, other, _ in rows
        ]
        findings.add(problems, rows[0][3] if rows else 0)

    check("gcidm.problems_duplicates", "sourcedId", "line {} has the same sourcedId")
    check("gcidm.problems_feeds", "sourcedId", "the sourcedId belongs to the feed {!r}", feed_id)
    for column, to in file.references:
        if f"{to}.csv" not in findings.unread:
            check("gcidm.problems_references", column, _NOTHING.format(to), column, to)
    if file.is_tree:
        check("gcidm.problems_cycles", "parentSourcedId", "the parents lead in a circle")
