"""`xporter keys`: make the back-end's key file, and rotate it."""

from __future__ import annotations

import time
from pathlib import Path
from typing import Annotated

import typer

from admin.console import say
from admin.duration import parse_duration
from admin.key_files import create_key_file, rotate_key_file

keys_app = typer.Typer(
    name="keys", help="Make and rotate the keys of access tokens.", no_args_is_help=True
)

_TOLD_NOW = "{} has new keys. Back-ends that read this file make new tokens with them from now on."
_TOLD_LATER = (
    "{} has new keys, in use in {}. Until then, give every back-end the new file: those that read"
    " this one have noticed; those whose XPORTER_TOKEN_KEYS holds the JSON need a restart with it."
)


@keys_app.command("create")
def create_command(
    path: Annotated[
        Path, typer.Argument(metavar="PATH", help="The file to make; it must not exist.")
    ],
) -> None:
    """Make a key file; XPORTER_TOKEN_KEYS then names it, or holds what is in it."""
    create_key_file(path)
    say(f"Made {path}, for its owner only. Set XPORTER_TOKEN_KEYS={path.resolve()}")
    say("Keep it: without it, every relying party needs a new secret.")


@keys_app.command("rotate")
def rotate_command(
    path: Annotated[Path, typer.Argument(metavar="PATH", help="The key file.")],
    after: Annotated[
        str,
        typer.Option(help="When new tokens use them; time to bring copies of the file elsewhere."),
    ] = "0",
) -> None:
    """Put new keys for tokens into a key file; tokens of the old keys stay good."""
    now = time.time()
    wait = parse_duration(after)
    rotate_key_file(path, int(now + wait.total_seconds()), now)
    say(_TOLD_LATER.format(path, after) if wait else _TOLD_NOW.format(path))
    say("Tokens that were made before stay good until they expire.")
