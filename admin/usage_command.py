"""`xporter usage`: who pulled what when, and who has read a record."""

from __future__ import annotations

from datetime import timedelta
from typing import Annotated

import typer

from admin.console import say, say_json, show
from admin.duration import parse_duration
from admin.operator import open_database
from admin.relying_party_options import Json
from admin.usage import reads_of, usage
from admin.usage_view import as_json, reads_table, usage_table


def usage_command(
    relying_party: Annotated[
        str | None, typer.Option(metavar="NAME", help="Of this relying party only.")
    ] = None,
    record: Annotated[
        str | None,
        typer.Option(metavar="SOURCEDID", help="Who has read this record, instead of a summary."),
    ] = None,
    since: Annotated[str, typer.Option(metavar="DURATION", help="How far back: 24h, 30d.")] = "30d",
    json: Json = False,
) -> None:
    """Show who pulled what when, as the back-end wrote it down."""
    back = parse_duration(since)
    if record is None:
        _summary(relying_party, back, since, json=json)
    else:
        _reads(record, relying_party, back, since, json=json)


def _summary(relying_party: str | None, back: timedelta, since: str, *, json: bool) -> None:
    with open_database() as connection:
        found = usage(connection, back, relying_party)
    if json:
        say_json([as_json(one) for one in found])
    elif found:
        show(usage_table(found, f"Usage in the last {since}; times are UTC"))
    else:
        say(f"Nobody has read anything in the last {since}.")


def _reads(
    record: str, relying_party: str | None, back: timedelta, since: str, *, json: bool
) -> None:
    with open_database() as connection:
        everybodys = reads_of(connection, record, back)
    found = [one for one in everybodys if relying_party in (None, one.relying_party)]
    if json:
        say_json([as_json(one) for one in found])
    elif found:
        show(reads_table(found, f"Who has read {record} in the last {since}"))
    else:
        say(f"Nobody has read {record} in the last {since}, as far as is written down.")
