"""`xporter relying-party`: who may read rosters, of which schools."""

from __future__ import annotations

from typing import Annotated

import pyodbc
import typer

from admin import relying_parties
from admin.console import say, say_json, show
from admin.duration import parse_duration
from admin.operator import open_database, open_keys
from admin.relying_party_view import as_json, as_table, say_credentials
from admin.schools import all_schools, find_school, schools_of_feed

relying_party_app = typer.Typer(
    name="relying-party",
    help="The applications that read rosters, and the schools that each may see.",
    no_args_is_help=True,
)
Name = Annotated[str, typer.Argument(metavar="NAME", help="The relying party's name.")]
Schools = Annotated[
    list[str] | None,
    typer.Option("--school", metavar="ID", help="A school's sourcedId or identifier; repeatable."),
]
Feeds = Annotated[
    list[str] | None,
    typer.Option("--all-schools-of", metavar="FEED", help="All schools of a feed; repeatable."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


@relying_party_app.command("create")
def create_command(
    name: Name, school: Schools = None, all_schools_of: Feeds = None, json: Json = False
) -> None:
    """Make a relying party and show its client id and secret, once."""
    keys = open_keys()
    with open_database() as connection:
        schools = _chosen(connection, school, all_schools_of)
        made = relying_parties.create(connection, keys, name, schools)
    say_credentials(made, json=json)
    if not schools and not json:
        say("It sees no school yet: `xporter relying-party authorise NAME --school ID`.")


@relying_party_app.command("list")
def list_command(json: Json = False) -> None:
    """Show every relying party: schools, secrets, whether it was revoked."""
    with open_database() as connection:
        found = relying_parties.list_all(connection)
    if json:
        say_json([as_json(one) for one in found])
    else:
        show(as_table(found))


@relying_party_app.command("authorise")
def authorise_command(name: Name, school: Schools = None, all_schools_of: Feeds = None) -> None:
    """Let a relying party see more schools."""
    with open_database() as connection:
        schools = _chosen_some(connection, school, all_schools_of)
        relying_parties.authorise(connection, name, schools)
    say(f"{name.strip()} now sees {', '.join(schools)} too.")


@relying_party_app.command("withdraw")
def withdraw_command(name: Name, school: Schools = None, all_schools_of: Feeds = None) -> None:
    """Hide schools from a relying party that it saw so far."""
    with open_database() as connection:
        schools = _chosen_some(connection, school, all_schools_of)
        relying_parties.withdraw(connection, name, schools)
    say(f"{name.strip()} no longer sees {', '.join(schools)}.")


@relying_party_app.command("rotate-secret")
def rotate_secret_command(
    name: Name,
    keep_old: Annotated[
        str, typer.Option(help="How long the old secret stays good: 90s, 30m, 24h, 7d, or 0.")
    ] = "24h",
    json: Json = False,
) -> None:
    """Give a relying party a new secret, shown once; the old one ends a while later."""
    keep = parse_duration(keep_old)
    keys = open_keys()
    with open_database() as connection:
        made = relying_parties.rotate_secret(connection, keys, name, keep)
    say_credentials(made, json=json)
    if not json:
        say(f"The old secret stays good for {keep_old}." if keep else "The old secret has ended.")


@relying_party_app.command("revoke")
def revoke_command(name: Name) -> None:
    """End a relying party's access for good, its tokens included."""
    with open_database() as connection:
        relying_parties.revoke(connection, name)
    say(f"{name.strip()} is revoked.")


def _chosen(
    connection: pyodbc.Connection, wanted: list[str] | None, feeds: list[str] | None
) -> list[str]:
    """The sourcedIds of the schools that the options name."""
    if not wanted and not feeds:
        return []
    known = all_schools(connection)
    found = [find_school(one, known) for one in wanted or ()]
    found += [school for feed in feeds or () for school in schools_of_feed(feed, known)]
    return list(dict.fromkeys(school.sourced_id for school in found))


def _chosen_some(
    connection: pyodbc.Connection, wanted: list[str] | None, feeds: list[str] | None
) -> list[str]:
    if not wanted and not feeds:
        raise typer.BadParameter("name the schools with --school or --all-schools-of")
    return _chosen(connection, wanted, feeds)
