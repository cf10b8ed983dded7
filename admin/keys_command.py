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
        str, typer.Option(help="When new tokens use them: give every instance the file before.")
    ] = "30m",
) -> None:
    """Put new keys for tokens into a key file; tokens of the old keys stay good."""
    rotate_key_file(path, int(time.time() + parse_duration(after).total_seconds()))
    say(f"{path} has new keys, in use in {after}. Until then, restart every instance with it.")
