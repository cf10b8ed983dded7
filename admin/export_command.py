"""`xporter export`: records out of the database, as a OneRoster CSV set."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import pyodbc
import typer

from admin.console import say
from admin.errors import AdminError
from admin.exporting.feed_reader import feed_reader
from admin.exporting.party_reader import party_reader
from admin.exporting.reader import Reader
from admin.exporting.sources import DatabaseSource
from admin.exporting.targets import check_target, write_set
from admin.import_progress import shown_progress
from admin.operator import open_database
from functions.dialects import dialect_at
from shared.export.csv_set import csv_set
from shared.export.file_rows import Tally
from shared.export.since import read_since
from shared.export.versions import VERSIONS

Target = Annotated[
    Path, typer.Argument(metavar="PATH", help="The ZIP (NAME.zip) or the folder to write.")
]
Party = Annotated[
    str | None, typer.Option(metavar="NAME", help="Export what this relying party may see.")
]
Feed = Annotated[str | None, typer.Option(metavar="NAME", help="Export this feed, all of it.")]
Since = Annotated[
    str | None,
    typer.Option(
        metavar="INSTANT|REVISION",
        help="A delta: what changed at this point in time or later, or after this revision;"
        " deletions included.",
    ),
]
Number = Annotated[str, typer.Option(help=f"Of OneRoster: {' or '.join(VERSIONS)}.")]
Force = Annotated[bool, typer.Option("--force", help="Replace what is at PATH.")]


def export(
    path: Target,
    relying_party: Party = None,
    feed: Feed = None,
    since: Since = None,
    version: Number = "1.1",
    force: Force = False,
) -> None:
    """Export a OneRoster CSV set, bulk or delta, of one state of the data."""
    if bool(relying_party) == bool(feed):
        raise typer.BadParameter("name either --relying-party or --feed")
    if version not in VERSIONS:
        raise typer.BadParameter(f"--version must be {' or '.join(VERSIONS)}, not {version!r}")
    wanted = _wanted(since)
    check_target(path, force=force)
    tally = Tally()
    with open_database() as connection, shown_progress() as progress:
        reader = _reader(connection, relying_party, feed or "")
        instant = reader.changed_after(wanted) if isinstance(wanted, int) else wanted
        source = DatabaseSource(reader, progress)
        write_set(csv_set(source, VERSIONS[version], instant, tally), path)
        revision = reader.revision()
    _show(tally, path, wanted, revision)


def _wanted(since: str | None) -> int | str | None:
    try:
        return read_since(since) if since else None
    except ValueError as error:
        raise AdminError(f"--since: {error}.") from None


def _reader(connection: pyodbc.Connection, relying_party: str | None, feed: str) -> Reader:
    connection.execute(dialect_at(connection).snapshot)
    if relying_party:
        return party_reader(connection, relying_party)
    return feed_reader(connection, feed)


def _show(tally: Tally, path: Path, wanted: int | str | None, revision: int) -> None:
    for departure, times in sorted(tally.departures.items()):
        say(f"Warning: {departure} ({times:,} times).")
    for file, rows in tally.rows.items():
        say(f"{rows:>12,}  {file}.csv")
    say(f"{path} holds {_held(wanted)}, at revision {revision}.")


def _held(wanted: int | str | None) -> str:
    if wanted is None:
        return "all that is active"
    place = f"after revision {wanted}" if isinstance(wanted, int) else f"since {wanted}"
    return f"what changed {place}"
