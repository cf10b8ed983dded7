"""Arguments and options that commands of `xporter relying-party` share, and what they mean."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Annotated

import pyodbc
import typer

from admin.errors import AdminError
from admin.schools import all_schools, find_school, schools_of_feed
from functions.scopes import BY_NAME

ALL = "all"

Name = Annotated[str, typer.Argument(metavar="NAME", help="The relying party's name.")]
Schools = Annotated[
    list[str] | None,
    typer.Option("--school", metavar="ID", help="A school's sourcedId or identifier; repeatable."),
]
Feeds = Annotated[
    list[str] | None,
    typer.Option("--all-schools-of", metavar="FEED", help="All schools of a feed; repeatable."),
]
Scopes = Annotated[
    list[str] | None,
    typer.Option("--scope", metavar="SCOPE", help=f"{', '.join(BY_NAME)}, or {ALL}; repeatable."),
]
NoScopes = Annotated[
    list[str] | None,
    typer.Option("--no-scope", metavar="SCOPE", help="A scope to take away; repeatable."),
]
Json = Annotated[bool, typer.Option("--json", help="Print JSON, for scripts.")]


def chosen_schools(
    connection: pyodbc.Connection, wanted: list[str] | None, feeds: list[str] | None
) -> list[str]:
    """The sourcedIds of the schools that the options name. Raises AdminError: it is none."""
    if not wanted and not feeds:
        return []
    known = all_schools(connection)
    found = [find_school(one, known) for one in wanted or ()]
    found += [school for feed in feeds or () for school in schools_of_feed(feed, known)]
    return list(dict.fromkeys(school.sourced_id for school in found))


def chosen_scopes(names: Iterable[str]) -> tuple[str, ...]:
    """The short names of the scopes that the options name. Raises AdminError: it is none."""
    found = tuple(names)
    unknown = [name for name in found if name != ALL and name not in BY_NAME]
    if unknown:
        raise AdminError(
            f"There is no scope {unknown[0]!r}; there are: {', '.join(BY_NAME)}, {ALL}."
        )
    return tuple(BY_NAME) if ALL in found else found
