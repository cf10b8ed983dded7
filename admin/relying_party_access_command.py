"""`xporter relying-party authorise`, `withdraw`, `grant`, `limit`: what one may see and do."""

from __future__ import annotations

from typing import Annotated

import typer

from admin import relying_parties, relying_party_secrets
from admin.console import say
from admin.operator import open_database, open_keys
from admin.relying_party_options import (
    Feeds,
    Json,
    Name,
    NoScopes,
    Schools,
    Scopes,
    chosen_schools,
    chosen_scopes,
)
from admin.relying_party_view import say_once
from admin.schools import all_schools, find_school

Estab = Annotated[
    str | None,
    typer.Argument(
        metavar="ESTAB", help="One school's identifier or sourcedId: makes a secret for the two."
    ),
]


def authorise_command(
    name: Name,
    estab: Estab = None,
    school: Schools = None,
    all_schools_of: Feeds = None,
    json: Json = False,
) -> None:
    """Let a relying party see more schools. With ESTAB, show the secret they share, once."""
    if bool(estab) == bool(school or all_schools_of):
        raise typer.BadParameter("name ESTAB, or schools with --school or --all-schools-of")
    if estab:
        _authorise_with_secret(name, estab, json=json)
    else:
        _authorise(name, school, all_schools_of)


def withdraw_command(name: Name, school: Schools = None, all_schools_of: Feeds = None) -> None:
    """Hide schools from a relying party that it saw so far; secrets shared with them end."""
    if not school and not all_schools_of:
        raise typer.BadParameter("name the schools with --school or --all-schools-of")
    with open_database() as connection:
        schools = chosen_schools(connection, school, all_schools_of)
        relying_parties.withdraw(connection, name, schools)
    say(f"{name.strip()} no longer sees {', '.join(schools)}.")


def limit_command(
    name: Name,
    per_minute: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many requests a minute.")
    ] = None,
    exports: Annotated[
        int | None, typer.Option(metavar="N", min=1, help="How many exports at once.")
    ] = None,
) -> None:
    """Give a relying party limits of its own; those not named are the ones that all have."""
    with open_database() as connection:
        relying_parties.limit(connection, name, per_minute, exports)
    requests = f"{per_minute:,} requests a minute" if per_minute else "as many requests as all"
    say(f"{name.strip()} may make {requests}, and {exports or 'as many as all'} exports at once.")


def grant_command(name: Name, scope: Scopes = None, no_scope: NoScopes = None) -> None:
    """Grant a relying party scopes, or take some away; tokens that it has keep theirs."""
    if not scope and not no_scope:
        raise typer.BadParameter("name the scopes with --scope or --no-scope")
    more, fewer = chosen_scopes(scope or ()), chosen_scopes(no_scope or ())
    with open_database() as connection:
        granted = relying_parties.grant(connection, name, more, fewer)
    say(f"{name.strip()} is granted {', '.join(granted) or 'nothing'}.")


def _authorise(name: str, school: list[str] | None, feeds: list[str] | None) -> None:
    with open_database() as connection:
        schools = chosen_schools(connection, school, feeds)
        relying_parties.authorise(connection, name, schools)
    say(f"{name.strip()} now sees {', '.join(schools)} too.")


def _authorise_with_secret(name: str, estab: str, *, json: bool) -> None:
    keys = open_keys()
    with open_database() as connection:
        school = find_school(estab, all_schools(connection))
        secret = relying_party_secrets.authorise_with_secret(
            connection, keys, name, school.sourced_id
        )
    say_once({"rp": name.strip(), "estab": estab, "shared_secret": secret}, json=json)
