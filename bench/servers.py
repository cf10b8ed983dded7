"""The database server that is measured: a private PostgreSQL, or the one at a connection string."""

from __future__ import annotations

import secrets
from contextlib import closing
from pathlib import Path
from typing import Protocol

import pyodbc

from bench.floor import measure_floor
from functions.dialects import dialect_of
from functions.sqlserver import SQL_SERVER
from local.cluster import Cluster

LOGIN = "bench_app"


class Server(Protocol):
    """`owner` and `app` are connection strings to a database of the benchmark's own, as its owner
    and as the back-end; `login` is the back-end's name. `process` is the server's number when it
    runs here, else None: then its CPU time is not seen."""

    owner: str
    app: str
    login: str

    @property
    def process(self) -> int | None: ...

    @property
    def version(self) -> str: ...

    def settle(self) -> None:
        """Does what the server would do in a while, so that it does not come amid measurements."""

    def floor(self, connection: pyodbc.Connection, feed: str) -> dict[str, float]:
        """How fast the server itself hands out the documents of a feed; {}: not known."""

    def remove(self) -> None:
        """Leaves nothing behind."""


class PrivatePostgres:
    """A cluster in `folder`."""

    DATABASE = "bench"

    def __init__(self, folder: Path) -> None:
        self._cluster = Cluster(folder)
        self._cluster.start()
        self._cluster.create_database(self.DATABASE)
        self._cluster.create_login(LOGIN)
        self.login = LOGIN
        self.owner = self._cluster.owner_connection(self.DATABASE)
        self.app = self._cluster.login_connection(LOGIN, self.DATABASE)

    @property
    def process(self) -> int:
        """The postmaster's number."""
        return int(self._cluster.sql("select pg_read_file('postmaster.pid')").splitlines()[0])

    @property
    def version(self) -> str:
        return f"PostgreSQL {self._cluster.sql('show server_version')}"

    def settle(self) -> None:
        """What autovacuum would do."""
        self._cluster.sql("vacuum (analyze)", self.DATABASE)

    def floor(self, connection: pyodbc.Connection, feed: str) -> dict[str, float]:
        """PostgreSQL's COPY."""
        return measure_floor(connection, feed, self.process)

    def remove(self) -> None:
        self._cluster.remove()


class GivenServer:
    """A server of either dialect at an administrator's connection string without DATABASE."""

    process = None

    def __init__(self, connection_string: str) -> None:
        self._server = connection_string
        self._is_sql_server = dialect_of(connection_string) is SQL_SERVER
        self._database = f"xporter_bench_{secrets.token_hex(4)}"
        self.login, password = self._database, f"Aa1{secrets.token_hex(16)}"
        said = "create login {} with password = '{}'" if self._is_sql_server else _ROLE
        self._run(f"create database {self._database}", said.format(self.login, password))
        self.owner = f"{connection_string};DATABASE={self._database}"
        self.app = f"{_without_login(self.owner)};UID={self.login};PWD={password}"

    @property
    def version(self) -> str:
        with closing(self._administrator()) as opened:
            names = (opened.getinfo(one) for one in (pyodbc.SQL_DBMS_NAME, pyodbc.SQL_DBMS_VER))
            return " ".join(names)

    def settle(self) -> None:
        """Statistics are kept as rows are saved."""

    def floor(self, connection: pyodbc.Connection, feed: str) -> dict[str, float]:
        return {}

    def remove(self) -> None:
        self._run(f"drop database {self._database}", f"drop {self._kind} {self.login}")

    @property
    def _kind(self) -> str:
        return "login" if self._is_sql_server else "role"

    def _administrator(self) -> pyodbc.Connection:
        database = "master" if self._is_sql_server else "postgres"
        return pyodbc.connect(f"{self._server};DATABASE={database}", autocommit=True)

    def _run(self, *statements: str) -> None:
        with closing(self._administrator()) as opened:
            for statement in statements:
                opened.execute(statement)


_ROLE = "create role {} login password '{}'"


def _without_login(connection_string: str) -> str:
    parts = connection_string.split(";")
    return ";".join(part for part in parts if not part.upper().startswith(("UID=", "PWD=")))
