"""The command `xporter`: each group of commands is a module of its own."""

from __future__ import annotations

import typer

app = typer.Typer(
    name="xporter",
    help="Xporter: a OneRoster 1.1 provider. Databases, relying parties, imports.",
    no_args_is_help=True,
)
