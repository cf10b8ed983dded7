"""`xporter relying-party`: who may read rosters, and with which secrets."""

from __future__ import annotations

import time
from dataclasses import asdict
from typing import Annotated

import typer

from admin import relying_parties, relying_party_secrets
from admin.console import say, say_json, show
from admin.duration import parse_duration
from admin.operator import open_database, open_keys
from admin.relying_party_access_command import (
    authorise_command,
    grant_command,
    limit_command,
    withdraw_command,
)
from admin.relying_party_options import (
    Feeds,
    Json,
    Name,
    Schools,
    Scopes,
    chosen_schools,
    chosen_scopes,
)
from admin.relying_party_view import as_json, as_table, say_once

relying_party_app = typer.Typer(
    name="relying-party",
    help="The applications that read rosters, and the schools that each may see.",
    no_args_is_help=True,
)


@relying_party_app.command("create")
def create_command(
    name: Name,
    school: Schools = None,
    all_schools_of: Feeds = None,
    scope: Scopes = None,
    oauth1: Annotated[bool, typer.Option("--oauth1", help="For OAuth 1.0a, too.")] = False,
    json: Json = False,
) -> None:
    """Make a relying party and show its client id and secret, once."""
    keys = open_keys()
    scopes = chosen_scopes(scope) if scope else None
    with open_database() as connection:
        schools = chosen_schools(connection, school, all_schools_of)
        made = asdict(relying_parties.create(connection, keys, name, schools, scopes))
        if oauth1:
            made |= asdict(
                relying_party_secrets.issue_consumer(connection, keys, name, time.time())
            )
    say_once(made, json=json)
    if not schools and not json:
        say("It sees no school yet: `xporter relying-party authorise NAME --school ID`.")


@relying_party_app.command("list")
def list_command(json: Json = False) -> None:
    """Show every relying party: schools, scopes, secrets, whether it was revoked."""
    with open_database() as connection:
        found = relying_parties.list_all(connection)
    if json:
        say_json([as_json(one) for one in found])
    else:
        show(as_table(found))


relying_party_app.command("authorise")(authorise_command)
relying_party_app.command("withdraw")(withdraw_command)
relying_party_app.command("grant")(grant_command)
relying_party_app.command("limit")(limit_command)


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
    say_once(asdict(made), json=json)
    if not json:
        say(f"The old secret stays good for {keep_old}." if keep else "The old secret has ended.")


@relying_party_app.command("oauth1")
def oauth1_command(name: Name, json: Json = False) -> None:
    """Give a relying party a consumer key and secret for OAuth 1.0a, shown once; old ones end."""
    keys = open_keys()
    with open_database() as connection:
        made = relying_party_secrets.issue_consumer(connection, keys, name, time.time())
    say_once(asdict(made), json=json)


@relying_party_app.command("revoke")
def revoke_command(name: Name) -> None:
    """End a relying party's access for good, its tokens included."""
    with open_database() as connection:
        relying_parties.revoke(connection, name)
    say(f"{name.strip()} is revoked.")
