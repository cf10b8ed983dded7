"""The import of a set, from its files to the published feed: the stages in their order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyodbc

from admin.errors import AdminError
from admin.importing.checks import check_staged
from admin.importing.csv_set import CsvSet, open_set
from admin.importing.files import CsvFile
from admin.importing.findings import Findings
from admin.importing.manifest import bulk_files
from admin.importing.procedures import call
from admin.importing.progress import Progress, Silent
from admin.importing.report import ImportReport
from admin.importing.saving import find_changes, save_changes
from admin.importing.staging import check_headers, stage_files


def import_set(
    connection: pyodbc.Connection,
    path: Path,
    feed: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> ImportReport:
    """Imports the OneRoster 1.1 bulk CSV set at `path`, a folder or a ZIP, into `feed`.

    All or nothing, in one transaction. `feed` defaults to the set's name without extension; `now`
    becomes the dateLastModified of what changes. Raises ImportRefused with the problems of the set,
    AdminError when it cannot be opened or another import is in the way.
    """
    findings = Findings()
    csv_set, files = _opened(path, findings)
    name = feed or _name(path.resolve())
    shown = progress or Silent()
    try:
        report = _import(connection, csv_set, files, name, findings, shown, now or _now())
        connection.commit()
    except pyodbc.IntegrityError:
        connection.rollback()
        raise AdminError(_IN_THE_WAY.format(name)) from None
    except BaseException:
        connection.rollback()
        raise
    return report


_RUNNING = "Another import of the feed {!r} is running; nothing was changed."
_IN_THE_WAY = (
    "While {!r} was imported another import saved records with the same sourcedIds; "
    "nothing was changed. Import it again to see which."
)


def _opened(path: Path, findings: Findings) -> tuple[CsvSet, tuple[CsvFile, ...]]:
    """The set and its files, whose packing, manifest and headers are in order."""
    csv_set = open_set(path, findings)
    findings.refuse_if_any()
    files = bulk_files(csv_set, findings)
    check_headers(csv_set, files, findings)
    findings.refuse_if_any()
    return csv_set, files


def _import(
    connection: pyodbc.Connection,
    csv_set: CsvSet,
    files: tuple[CsvFile, ...],
    feed: str,
    findings: Findings,
    progress: Progress,
    now: datetime,
) -> ImportReport:
    feed_id = call(connection, "gcidm.begin_import", feed)[0][0]
    if feed_id is None:
        raise AdminError(_RUNNING.format(feed))
    stage_files(connection, csv_set, files, feed_id, findings, progress)
    check_staged(connection, files, feed_id, findings, progress)
    findings.refuse_if_any()
    reports = find_changes(connection, feed_id, progress)
    revision = save_changes(connection, feed_id, reports, now, progress)
    return ImportReport(feed, reports, revision, findings)


def _name(path: Path) -> str:
    return path.name if path.is_dir() else path.stem


def _now() -> datetime:
    """This instant, to the millisecond: finer than what is stored it would be no equal."""
    now = datetime.now(UTC)
    return now.replace(microsecond=now.microsecond // 1000 * 1000)
