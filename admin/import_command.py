"""`xporter import`: a OneRoster set into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin.console import complain, say, show
from admin.import_progress import shown_progress
from admin.import_view import problem_table, refusal, report_table, summary, warning_table
from admin.importing import ImportRefused, ImportReport, import_set
from admin.operator import open_database


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
            help="The source whose records the set replaces. "
            "By default the name of the folder or ZIP, without .zip.",
        ),
    ] = None,
) -> None:
    """Import a OneRoster 1.1 set: all of it, or, when it has problems, nothing.

    The files that the manifest declares bulk, or all JSON replies of a kind together, are taken as
    the whole of what the feed has: records that they no longer have become tobedeleted.
    """
    with open_database() as connection, shown_progress() as progress:
        try:
            report = import_set(connection, path, feed, progress)
        except ImportRefused as refused:
            progress.end()
            show(problem_table(refused.findings))
            complain(refusal(refused.findings))
            raise typer.Exit(1) from None
    _show(report)


def _show(report: ImportReport) -> None:
    show(report_table(report))
    if report.findings.tolerated:
        show(warning_table(report.findings))
    say(summary(report))
