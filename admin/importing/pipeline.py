"""The import of a set, from its files to the published feed: the stages in their order."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pyodbc

from admin.connection import undo
from admin.errors import AdminError
from admin.importing.assessing import find_concerns, find_losses
from admin.importing.assessment import Assessment, ImportHeldBack
from admin.importing.checks import check_staged
from admin.importing.findings import Findings
from admin.importing.instants import next_instant
from admin.importing.options import ImportOptions
from admin.importing.packing import open_packing
from admin.importing.procedures import call
from admin.importing.progress import Progress, Silent
from admin.importing.report import ImportReport
from admin.importing.roster_set import RosterSet
from admin.importing.saving import find_changes, save_changes
from admin.importing.sets import open_set
from admin.importing.settling import settle
from admin.importing.staging import stage
from admin.importing.tidying import tidy
from admin.names import checked_name
from shared.oneroster import INDEXED

Tell = Callable[[Assessment], None]
Check = Callable[[], None]


def import_set(
    connection: pyodbc.Connection,
    path: Path,
    feed: str | None = None,
    progress: Progress | None = None,
    now: datetime | None = None,
    options: ImportOptions = ImportOptions(),  # noqa: B008
    tell: Tell = lambda assessment: None,
) -> ImportReport:
    """Imports the OneRoster 1.1 set at `path`, of a form that sets.py knows, into `feed`.

    All or nothing, in one transaction. `feed` defaults to the set's name without extension; `now`
    becomes the dateLastModified of what changes, by default `next_instant`. `tell` is told of what
    the import would do before it does it. Raises ImportRefused with the problems of the set,
    ImportHeldBack when it would delete too much, AdminError when it cannot be opened or another
    import is in the way.
    """
    findings = Findings()
    roster_set = _opened(path, findings)
    name = _name(path.resolve()) if feed is None else feed
    return import_opened(connection, roster_set, findings, name, progress, now, options, tell)


def import_opened(
    connection: pyodbc.Connection,
    roster_set: RosterSet,
    findings: Findings,
    feed: str,
    progress: Progress | None = None,
    now: datetime | None = None,
    options: ImportOptions = ImportOptions(),  # noqa: B008
    tell: Tell = lambda assessment: None,
    check: Check = lambda: None,
) -> ImportReport:
    """Imports a set that is open; `findings` has what was found so far. `check` is called when all
    is saved and before anybody sees it: what it raises undoes it. See `import_set`."""
    shown = progress or Silent()
    try:
        feed_id = _begin(connection, feed)
        _read(connection, roster_set, feed_id, findings, shown, options)
        assessment = _assess(connection, roster_set, feed_id, feed, findings, shown)
        tell(assessment)
        report = _apply(connection, feed_id, assessment, now, shown, options, check)
        tidy(connection, report)
    except pyodbc.IntegrityError:
        undo(connection)
        raise AdminError(_IN_THE_WAY.format(feed)) from None
    except BaseException:
        undo(connection)
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


def _begin(connection: pyodbc.Connection, feed: str) -> int:
    called = checked_name("the feed", feed, INDEXED)
    feed_id: int | None = call(connection, "gcidm.begin_import", called)[0][0]
    if feed_id is None:
        raise AdminError(_RUNNING.format(feed))
    for row in call(connection, "gcidm.make_staging"):
        connection.execute(row.batch)
    return feed_id


def _read(
    connection: pyodbc.Connection,
    roster_set: RosterSet,
    feed_id: int,
    findings: Findings,
    progress: Progress,
    options: ImportOptions,
) -> None:
    """Stages the set; raises ImportRefused when it has problems."""
    stage(connection, roster_set, feed_id, findings, progress)
    settle(connection, roster_set, findings)
    check_staged(connection, roster_set, feed_id, findings, progress)
    if options.is_strict:
        findings.tolerate_nothing()
    findings.refuse_if_any()


def _assess(
    connection: pyodbc.Connection,
    roster_set: RosterSet,
    feed_id: int,
    feed: str,
    findings: Findings,
    progress: Progress,
) -> Assessment:
    kinds = find_changes(connection, feed_id, roster_set.parts, progress)
    concerns = find_concerns(connection, feed_id)
    return Assessment(feed, findings, kinds, concerns, find_losses(connection, feed_id))


def _apply(
    connection: pyodbc.Connection,
    feed_id: int,
    assessment: Assessment,
    now: datetime | None,
    progress: Progress,
    options: ImportOptions,
    check: Check,
) -> ImportReport:
    """Saves and commits what was found, unless it is too much or was only to be known."""
    revision = None
    losses = assessment.too_great(options.max_deletions)
    if options.is_dry_run:
        undo(connection)
    elif losses and not options.accepts_deletions:
        raise ImportHeldBack(losses, options.max_deletions)
    else:
        when = now or next_instant(connection)
        revision = save_changes(connection, feed_id, assessment.kinds, when, progress)
        check()
        connection.commit()
    return ImportReport(assessment.feed, assessment.kinds, revision, assessment.findings)


def _name(path: Path) -> str:
    return path.name if path.is_dir() else path.stem
