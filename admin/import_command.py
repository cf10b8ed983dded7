"""`xporter import`: a OneRoster set into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin.console import complain, say, show
from admin.import_progress import ShownProgress, shown_progress
from admin.import_reports import ReportFiles
from admin.import_view import (
    assessment_tables,
    problem_table,
    refusal,
    summary,
)
from admin.importing import (
    Assessment,
    ImportHeldBack,
    ImportOptions,
    ImportRefused,
    import_set,
)
from admin.operator import import_settings, open_database

HELD_BACK = 3


def import_(
    path: Annotated[
        Path,
        typer.Argument(
            metavar="PATH", help="A folder or a ZIP with manifest.csv, or with replies in *.json."
        ),
    ],
    feed: Annotated[
        str | None,
        typer.Option(
            metavar="NAME",
            help="The source whose records the set states. "
            "By default the name of the folder or ZIP, without .zip.",
        ),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Tolerate no departure from the specification.")
    ] = False,
    dry_run: Annotated[
        bool, typer.Option("--dry-run", help="Report what would change, and change nothing.")
    ] = False,
    report: Annotated[
        list[Path] | None,
        typer.Option(metavar="FILE", help="Write the report to FILE.json or FILE.html, too."),
    ] = None,
    max_deletions: Annotated[
        int | None,
        typer.Option(
            metavar="PERCENT",
            min=0,
            max=100,
            help="How much of a school's users, classes or enrolments an import may delete. "
            "By default XPORTER_MAX_DELETIONS, or 10.",
        ),
    ] = None,
    accept_deletions: Annotated[
        bool, typer.Option("--accept-deletions", help="Delete however much it is.")
    ] = False,
) -> None:
    """Import a OneRoster set: all of it, or, when it has problems, nothing.

    What the manifest declares bulk, or all JSON replies of a kind together, is taken as the whole
    of what the feed has: records that it no longer has become tobedeleted. Of what it declares
    delta only the listed records change. Exit code 1: refused. 3: held back, because it would
    delete too much.
    """
    percent = import_settings().max_deletions if max_deletions is None else max_deletions
    options = ImportOptions(strict, dry_run, accept_deletions, percent)
    files = ReportFiles(tuple(report or ()), percent)
    with open_database() as connection, shown_progress() as progress:
        desk = _Desk(progress, files)
        try:
            done = import_set(
                connection, path, feed, progress, options=options, tell=desk.show_assessment
            )
        except ImportRefused as refused:
            desk.refuse(refused, feed or path.stem)
            raise typer.Exit(1) from None
        except ImportHeldBack as held:
            desk.hold_back(held)
            raise typer.Exit(HELD_BACK) from None
    desk.end(_DRY_RUN if dry_run else summary(done))


_DRY_RUN = "A dry run: nothing was changed."


class _Desk:
    """Shows what becomes of an import, and writes it down."""

    def __init__(self, progress: ShownProgress, files: ReportFiles) -> None:
        self._progress = progress
        self._files = files
        self._assessment: Assessment | None = None

    def show_assessment(self, assessment: Assessment) -> None:
        self._assessment = assessment
        self._progress.pause()
        self._files.write(assessment, "Not decided yet: nothing was changed so far.")
        for table in assessment_tables(assessment, self._files.percent):
            show(table)

    def refuse(self, refused: ImportRefused, feed: str) -> None:
        self._progress.end()
        show(problem_table(refused.findings))
        self._files.write(Assessment(feed, refused.findings), refusal(refused.findings))
        complain(refusal(refused.findings))

    def hold_back(self, held: ImportHeldBack) -> None:
        self._progress.end()
        self._write(str(held))
        complain(str(held))

    def end(self, outcome: str) -> None:
        self._write(outcome)
        say(outcome)

    def _write(self, outcome: str) -> None:
        if self._assessment:
            self._files.write(self._assessment, outcome)
