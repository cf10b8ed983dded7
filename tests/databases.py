"""Databases for tests: one that is emptied before each test, and bare ones.

They live in a PostgreSQL cluster made for the tests, or in the server of XPORTER_TEST_SERVER: an
ODBC connection string, without DATABASE, of one whose databases and logins may be made and dropped.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import dataclass

import pyodbc
import pytest

from admin.connection import connect
from admin.database import apply
from local.cluster import Cluster


@dataclass(frozen=True)
class Login:
    """A login of the server."""

    name: str
    password: str

    def connect(self, database: str) -> pyodbc.Connection:
        """As this login to the database of an administrator's connection string."""
        return connect(f"{database};UID={self.name};PWD={self.password}")


_EMPTY = """
do $$
declare
    v_table regclass;
begin
    for v_table in select c.oid from pg_class c
                   where c.relnamespace = 'gcidm'::regnamespace and c.relkind = 'r'
                     and c.relname <> 'schemaversion' loop
        execute 'delete from ' || v_table;
    end loop;
end
$$
"""


@pytest.fixture(scope="session")
def server(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The server's connection string without DATABASE, as an administrator."""
    if given := os.environ.get("XPORTER_TEST_SERVER"):
        yield given
        return
    cluster = Cluster(tmp_path_factory.mktemp("server"))
    cluster.start()
    yield cluster.owner_connection("postgres").replace("DATABASE=postgres;", "")
    cluster.remove()


@pytest.fixture(scope="session")
def shared_database(server: str) -> Iterator[str]:
    """The connection string of a database that is up to date; `database` empties it."""
    with _new_database(server) as made:
        with closing(connect(made)) as connection:
            apply(connection)
        yield made


@pytest.fixture
def database(shared_database: str) -> str:
    """The connection string of a database that is up to date and has no rows."""
    with closing(pyodbc.connect(shared_database, autocommit=True)) as opened:
        opened.execute(_EMPTY)
    return shared_database


@pytest.fixture
def bare_database(server: str) -> Iterator[str]:
    """The connection string of a database in which nothing was applied, for one test."""
    with _new_database(server) as made:
        yield made


@pytest.fixture
def connection(database: str) -> Iterator[pyodbc.Connection]:
    """The administrator's connection to `database`."""
    with closing(connect(database)) as opened:
        yield opened


@pytest.fixture
def login(server: str) -> Iterator[Login]:
    """A login that has been granted nothing."""
    made = Login(f"xporter_test_{secrets.token_hex(4)}", secrets.token_hex(16))
    _administer(server, f"create role {made.name} login password '{made.password}'")
    yield made
    _administer(server, f"drop role {made.name}")


@contextmanager
def _new_database(server: str) -> Iterator[str]:
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create database {name}")
    try:
        yield f"{server};DATABASE={name}"
    finally:
        _administer(server, f"drop database {name} with (force)")


def _administer(server: str, statement: str) -> None:
    with closing(pyodbc.connect(f"{server};DATABASE=postgres", autocommit=True)) as opened:
        opened.execute(statement)
