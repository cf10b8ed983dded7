"""`xporter import`: a OneRoster set into the database."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin.import_desk import ImportDesk
from admin.import_options import (
    AcceptDeletions,
    DryRun,
    MaxDeletions,
    Report,
    Strict,
    import_options,
)
from admin.import_progress import shown_progress
from admin.importing import import_set
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
            help="The source whose records the set states. "
            "By default the name of the folder or ZIP, without .zip.",
        ),
    ] = None,
    strict: Strict = False,
    dry_run: DryRun = False,
    report: Report = None,
    max_deletions: MaxDeletions = None,
    accept_deletions: AcceptDeletions = False,
) -> None:
    """Import a OneRoster set: all of it, or, when it has problems, nothing.

    What the manifest declares bulk, or all JSON replies of a kind together, is taken as the whole
    of what the feed has: records that it no longer has become tobedeleted. Of what it declares
    delta only the listed records change. Exit code 1: refused. 3: held back, because it would
    delete too much.
    """
    options = import_options(strict, dry_run, accept_deletions, max_deletions)
    with open_database() as connection, shown_progress() as progress:
        desk = ImportDesk(progress, feed or path.stem, options, report)
        tell = desk.show_assessment
        desk.watch(lambda: import_set(connection, path, feed, progress, options=options, tell=tell))
