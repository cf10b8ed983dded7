"""The options that all commands have which bring records in, and what they mean together."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin.importing import ImportOptions
from admin.operator import import_settings

Strict = Annotated[
    bool, typer.Option("--strict", help="Tolerate no departure from the specification.")
]
DryRun = Annotated[
    bool, typer.Option("--dry-run", help="Report what would change, and change nothing.")
]
Report = Annotated[
    list[Path] | None,
    typer.Option(metavar="FILE", help="Write the report to FILE.json or FILE.html, too."),
]
MaxDeletions = Annotated[
    int | None,
    typer.Option(
        metavar="PERCENT",
        min=0,
        max=100,
        help="How much of a school's users, classes or enrolments an import may delete. "
        "By default XPORTER_MAX_DELETIONS, or 10.",
    ),
]
AcceptDeletions = Annotated[
    bool, typer.Option("--accept-deletions", help="Delete however much it is.")
]


def import_options(
    strict: bool, dry_run: bool, accept_deletions: bool, max_deletions: int | None
) -> ImportOptions:
    """The options as given; what may be deleted is a setting otherwise. Raises SettingsError."""
    percent = import_settings().max_deletions if max_deletions is None else max_deletions
    return ImportOptions(strict, dry_run, accept_deletions, percent)
