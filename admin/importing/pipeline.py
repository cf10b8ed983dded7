"""The import of a set, from its files to the published feed: the stages in their order."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pyodbc

from admin.errors import AdminError
from admin.importing.checks import check_staged
from admin.importing.findings import Findings
from admin.importing.packing import open_packing
from admin.importing.procedures import call
from admin.importing.progress import Progress, Silent
from admin.importing.report import ImportReport
from admin.importing.roster_set import RosterSet
from admin.importing.saving import find_changes, save_changes
from admin.importing.sets import open_set
from admin.importing.settling import settle
from admin.importing.staging import stage


def import_set(
    connection: pyodbc.Connection,
    path: Path,
    feed: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
) -> ImportReport:
    """Imports the OneRoster 1.1 set at `path`, of a form that sets.py knows, into `feed`.

    All or nothing, in one transaction. `feed` defaults to the set's name without extension; `now`
    becomes the dateLastModified of what changes. Raises ImportRefused with the problems of the set,
    AdminError when it cannot be opened or another import is in the way.
    """
    findings = Findings()
    roster_set = _opened(path, findings)
    name = feed or _name(path.resolve())
    shown = progress or Silent()
    try:
        report = _import(connection, roster_set, name, findings, shown, now or _now())
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


def _opened(path: Path, findings: Findings) -> RosterSet:
    """The set, whose packing and whose files' beginnings are in order."""
    packing = open_packing(path, findings)
    findings.refuse_if_any()
    roster_set = open_set(packing, findings)
    findings.refuse_if_any()
    return roster_set


def _import(
    connection: pyodbc.Connection,
    roster_set: RosterSet,
    feed: str,
    findings: Findings,
    progress: Progress,
    now: datetime,
) -> ImportReport:
    feed_id = call(connection, "gcidm.begin_import", feed)[0][0]
    if feed_id is None:
        raise AdminError(_RUNNING.format(feed))
    stage(connection, roster_set, feed_id, findings, progress)
    settle(connection, roster_set, findings)
    check_staged(connection, roster_set, feed_id, findings, progress)
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
