"""`xporter database`: apply the SQL files, and tell how far the database is from them."""

from __future__ import annotations

from typing import Annotated

import typer
from rich.table import Table

from admin.console import moment, say, show
from admin.database import AppliedReport, Status, apply, status
from admin.operator import open_database
from admin.sweeping import sweep, sweep_reads

database_app = typer.Typer(
    name="database", help="Set up, upgrade and inspect the database.", no_args_is_help=True
)
_ADVICE = {
    "up to date": "[green]up to date[/green]",
    "needs apply": "[yellow]needs apply[/yellow]: run `xporter database apply`",
    "empty": "[yellow]empty[/yellow]: run `xporter database apply`",
}


@database_app.command("apply")
def apply_command(
    grant_to: Annotated[
        str | None,
        typer.Option(metavar="LOGIN", help="A login that may then run the back-end's functions."),
    ] = None,
) -> None:
    """Make the database what the SQL files say: new, or upgraded in one transaction. Rows stay."""
    with open_database() as connection:
        report = apply(connection, grant_to=grant_to)
    say(_done(report))
    if grant_to:
        say(f"{grant_to} may execute the back-end's functions, and nothing else.")


@database_app.command("status")
def status_command() -> None:
    """Show whether the database is up to date, and how many records it has."""
    with open_database() as connection:
        found = status(connection)
    show(_table(found))


@database_app.command("sweep")
def sweep_command(
    days: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="How many days a deleted record stays to be seen."),
    ] = 365,
    usage_days: Annotated[
        int,
        typer.Option(metavar="N", min=1, help="How many days it is known who read what."),
    ] = 365,
) -> None:
    """Remove records that have been tobedeleted for long, and that no other refers to; and what is
    known of reads long ago."""
    with open_database() as connection:
        swept = sweep(connection, days)
        forgotten = sweep_reads(connection, usage_days)
    table = Table(title=f"Removed: tobedeleted for more than {days} days", title_justify="left")
    table.add_column("kind")
    table.add_column("records", justify="right")
    for kind, number in swept.items():
        table.add_row(kind, f"{number:,}")
    show(table)
    say(f"Forgotten: {forgotten:,} reads of more than {usage_days} days ago.")


def _done(report: AppliedReport) -> str:
    if report.before is None:
        return f"Set up: {report.files} SQL files applied."
    if report.changed:
        return f"Upgraded: {report.files} SQL files applied."
    return f"Was up to date: {report.files} SQL files applied again."


def _table(found: Status) -> Table:
    table = Table(title="Database", title_justify="left", show_header=False)
    table.add_row("state", _ADVICE[found.state])
    table.add_row("SQL files", found.files[:12])
    table.add_row("applied", (found.applied or "nothing")[:12])
    table.add_row("applied at", moment(found.applied_at))
    for count in found.counts:
        table.add_row(count.kind, f"{count.active:,} active, {count.tobedeleted:,} tobedeleted")
    return table
