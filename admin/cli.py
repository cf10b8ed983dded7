"""The command `xporter`: each group of commands is a module of its own."""

from __future__ import annotations

import sys
from collections.abc import Sequence

import typer

from admin.console import complain
from admin.database_command import database_app
from admin.errors import AdminError
from admin.export_command import export
from admin.import_command import import_
from admin.keys_command import keys_app
from admin.pull_command import pull
from admin.relying_party_command import relying_party_app
from admin.usage_command import usage_command
from shared.settings import SettingsError

app = typer.Typer(
    name="xporter",
    help="Xporter: a OneRoster 1.1 provider. Databases, relying parties, records, usage.",
    no_args_is_help=True,
    pretty_exceptions_enable=False,
)
app.add_typer(database_app)
app.add_typer(relying_party_app)
app.add_typer(keys_app)
app.command("import")(import_)
app.command("pull")(pull)
app.command("export")(export)
app.command("usage")(usage_command)


def main(arguments: Sequence[str] | None = None) -> None:
    """Runs a command line; what goes wrong is one red line on stderr and exit code 1."""
    try:
        app(args=arguments, prog_name="xporter")
    except (AdminError, SettingsError) as error:
        complain(str(error))
    sys.exit(1)
