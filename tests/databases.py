"""A fresh database for each test, made from a template that the SQL files were applied to once.

XPORTER_TEST_SERVER is an ODBC connection string, without DATABASE, of a PostgreSQL server whose
databases and logins the tests may make and drop.
"""

from __future__ import annotations

import os
import secrets
from collections.abc import Iterator
from contextlib import closing

import pyodbc
import pytest

from admin.connection import connect
from admin.database import apply


@pytest.fixture(scope="session")
def server() -> str:
    """The server's connection string without DATABASE, as an administrator."""
    value = os.environ.get("XPORTER_TEST_SERVER", "")
    if not value:
        pytest.fail("XPORTER_TEST_SERVER is not set: the tests need a PostgreSQL server")
    return value


@pytest.fixture(scope="session")
def template(server: str) -> Iterator[str]:
    """The name of a database that `apply` has set up; nobody connects to it."""
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create database {name}")
    with closing(connect(f"{server};DATABASE={name}")) as connection:
        apply(connection)
    yield name
    _administer(server, f"drop database {name} with (force)")


@pytest.fixture
def database(server: str, template: str) -> Iterator[str]:
    """The connection string of an empty database that is up to date, for one test."""
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create database {name} template {template}")
    yield f"{server};DATABASE={name}"
    _administer(server, f"drop database {name} with (force)")


@pytest.fixture
def bare_database(server: str) -> Iterator[str]:
    """The connection string of a database in which nothing was applied."""
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create database {name}")
    yield f"{server};DATABASE={name}"
    _administer(server, f"drop database {name} with (force)")


@pytest.fixture
def login(server: str) -> Iterator[str]:
    """The name of a login that has been granted nothing."""
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create role {name} login")
    yield name
    _administer(server, f"drop role {name}")


@pytest.fixture
def connection(database: str) -> Iterator[pyodbc.Connection]:
    """The administrator's connection to `database`."""
    with closing(connect(database)) as opened:
        yield opened


def _administer(server: str, statement: str) -> None:
    with closing(pyodbc.connect(f"{server};DATABASE=postgres", autocommit=True)) as opened:
        opened.execute(statement)
