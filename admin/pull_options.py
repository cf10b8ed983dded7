"""The options of `xporter pull`: where a provider is, as whom it is asked, and for what."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated

import typer

from admin.pulling import METHODS, VERSIONS

_WHERE, _WHO, _WHAT = "The provider", "Credentials", "What is pulled"

Url = Annotated[
    str,
    typer.Argument(
        metavar="URL",
        help="The provider's address, such as https://HOST/ims/oneroster/v1p1; or https://HOST.",
    ),
]
Feed = Annotated[
    str | None,
    typer.Option(metavar="NAME", help="The feed to pull into. By default the provider's host."),
]
Version = Annotated[
    str | None,
    typer.Option(
        rich_help_panel=_WHERE,
        help=f"Of OneRoster: {' or '.join(VERSIONS)}. By default what the address says, or 1.1.",
    ),
]
AllowHttp = Annotated[
    bool,
    typer.Option("--allow-http", rich_help_panel=_WHERE, help="Send secrets over plain http, too."),
]
PageSize = Annotated[
    int,
    typer.Option(
        min=1, max=100_000, rich_help_panel=_WHERE, help="How many records to ask for at a time."
    ),
]
IgnoreTotals = Annotated[
    bool,
    typer.Option(
        "--ignore-totals",
        rich_help_panel=_WHERE,
        help="The provider counts wrongly: what X-Total-Count says does not matter.",
    ),
]
Auth = Annotated[
    str,
    typer.Option(rich_help_panel=_WHO, help=f"How requests are authorised: {', '.join(METHODS)}."),
]
ClientId = Annotated[
    str | None,
    typer.Option(
        metavar="ID",
        rich_help_panel=_WHO,
        help="The client id, or the consumer key of OAuth 1. By default XPORTER_PULL_CLIENT_ID.",
    ),
]
SecretFile = Annotated[
    Path | None,
    typer.Option(
        metavar="FILE",
        rich_help_panel=_WHO,
        help="Where its secret stands. By default XPORTER_PULL_SECRET has it, or it is asked for.",
    ),
]
TokenUrl = Annotated[
    str | None,
    typer.Option(
        metavar="URL", rich_help_panel=_WHO, help="Of OAuth 2. By default /token below URL."
    ),
]
Scope = Annotated[
    list[str] | None,
    typer.Option(
        metavar="SCOPE",
        rich_help_panel=_WHO,
        help="A scope to ask for; may be repeated. By default none, which gets what was granted.",
    ),
]
Collections = Annotated[
    list[str] | None,
    typer.Option(
        "--collection",
        metavar="NAME",
        rich_help_panel=_WHAT,
        help="Pull no more than this collection; may be repeated.",
    ),
]
Full = Annotated[
    bool,
    typer.Option(
        "--full", rich_help_panel=_WHAT, help="Pull everything, not only what has changed."
    ),
]
FullEvery = Annotated[
    str,
    typer.Option(
        metavar="TIME",
        rich_help_panel=_WHAT,
        help="Pull everything when it was last pulled longer ago: 12h, 7d; 0 is always.",
    ),
]
Fresh = Annotated[
    bool,
    typer.Option(
        "--fresh", rich_help_panel=_WHAT, help="Do not go on with what an earlier run has left."
    ),
]
Folder = Annotated[
    Path | None,
    typer.Option(
        metavar="PATH",
        rich_help_panel=_WHAT,
        help="Where pages are kept until they are imported. By default .xporter-pull/FEED here.",
    ),
]
