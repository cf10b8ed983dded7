"""What `make run` does before it starts the tiers, in a container: python -m containers.prepare.

The settings name the owner's and the back-end's connection strings: ADMIN_SQL_CONNECTION_STRING and
SQL_CONNECTION_STRING, or the same with _FILE.
"""

from __future__ import annotations

import os
from contextlib import closing
from dataclasses import dataclass

import pyodbc

from admin.connection import connect
from admin.settings import AdminSettings
from functions.settings import FunctionsSettings
from local import demo
from local.guide import first_calls
from local.places import STATE
from local.settings_file import DATABASE
from local.tiers import Ports
from shared.settings import load

_EXISTS = "select 1 from pg_roles where rolname = ?"
# Names and passwords are no parameters of these statements; the server itself puts them in.
_STATEMENT = "select format('{} role %I login password %L', ?::text, ?::text)"


@dataclass(frozen=True)
class Server:
    """The database server, asked by its owner."""

    connection: pyodbc.Connection

    def sql(self, text: str, database: str = DATABASE, /) -> str:
        """The first column of the rows, as lines."""
        return "\n".join(str(row[0]) for row in self.connection.execute(text).fetchall())

    def let_in(self, login: str, password: str) -> None:
        """Makes the login, or gives it this password."""
        known = self.connection.execute(_EXISTS, login).fetchone()
        wanted = _STATEMENT.format("alter" if known else "create")
        statement = self.connection.execute(wanted, login, password).fetchval()
        self.connection.execute(statement)
        self.connection.commit()


def main() -> None:
    """A database that the back-end may use, with the sample school when it is empty, and a relying
    party to try it with. Raises SettingsError, DatabaseError and CommandFailed."""
    app = _parts(load(FunctionsSettings, os.environ).sql_connection_string)
    STATE.mkdir(exist_ok=True)
    owner = load(AdminSettings, os.environ).sql_connection_string
    with closing(connect(owner)) as connection:
        server = Server(connection)
        server.let_in(app["UID"], app["PWD"])
        demo.apply_database()
        if demo.is_empty(server):
            print("Importing the sample school ...", flush=True)
            demo.import_sample()
        ports = Ports()
        print(first_calls(ports, demo.ensure_relying_party(server, ports)), flush=True)


def _parts(connection_string: str) -> dict[str, str]:
    return dict(part.split("=", 1) for part in connection_string.split(";") if part)


if __name__ == "__main__":
    main()
