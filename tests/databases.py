"""Databases for tests: one that is emptied before each test, and bare ones.

XPORTER_TEST_SERVER is an ODBC connection string, without DATABASE, of a PostgreSQL server whose
databases and logins the tests may make and drop.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import closing, contextmanager

import pyodbc
import pytest

from admin.connection import connect
from admin.database import apply

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
def server() -> str:
    """The server's connection string without DATABASE, as an administrator."""
    value = os.environ.get("XPORTER_TEST_SERVER", "")
    if not value:
        pytest.fail("XPORTER_TEST_SERVER is not set: the tests need a PostgreSQL server")
    return value


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
def login(server: str) -> Iterator[str]:
    """The name of a login that has been granted nothing."""
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create role {name} login")
    yield name
    _administer(server, f"drop role {name}")


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
