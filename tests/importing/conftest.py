"""A database with the SQL files applied, empty before each test, and a small set to import."""

from __future__ import annotations

import locale
import os
from collections.abc import Iterator
from pathlib import Path

import pyodbc
import pytest

from admin.connection import connect
from admin.database import apply
from tests.importing.roster import Roster

_SERVER = os.environ.get(
    "XPORTER_TEST_SERVER",
    "DRIVER=/usr/lib/x86_64-linux-gnu/odbc/psqlodbcw.so;SERVER=/tmp/pgt;PORT=5499;UID=postgres",
)
_NAME = f"import_test_{os.getpid()}"


@pytest.fixture(scope="session")
def database() -> Iterator[str]:
    """The ODBC connection string of a database of its own."""
    locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
    server = pyodbc.connect(f"{_SERVER};DATABASE=postgres", autocommit=True)
    server.execute(f"create database {_NAME}")
    string = f"{_SERVER};DATABASE={_NAME}"
    connection = connect(string)
    apply(connection)
    connection.close()
    yield string
    server.execute(f"drop database {_NAME} with (force)")
    server.close()


@pytest.fixture
def connection(database: str) -> Iterator[pyodbc.Connection]:
    """A connection to the database, which has no rows."""
    connection = connect(database)
    tables = connection.execute(
        "select tablename from pg_tables "
        "where schemaname = 'gcidm' and tablename <> 'schemaversion'"
    ).fetchall()
    connection.execute("; ".join(f"delete from gcidm.{table}" for (table,) in tables))
    connection.commit()
    yield connection
    connection.close()


@pytest.fixture
def roster(tmp_path: Path, connection: pyodbc.Connection) -> Roster:
    """A good set of two schools, to be changed and imported."""
    return Roster(tmp_path / "roster", connection)
