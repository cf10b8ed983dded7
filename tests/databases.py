"""A fresh database for each test, made from a template that the SQL files were applied to once.

The server is a private cluster below .local/, unless XPORTER_TEST_SERVER is set: an ODBC connection
string, without DATABASE, of a PostgreSQL server whose databases and logins the tests may make and
drop.
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
from local.cluster import Cluster
from local.places import STATE


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The server's connection string without DATABASE, as an administrator."""
    given = os.environ.get("XPORTER_TEST_SERVER", "")
    if given:
        yield given
        return
    STATE.mkdir(exist_ok=True)
    cluster = Cluster(STATE / "tests")
    cluster.start()
    yield cluster.owner_connection("").replace("DATABASE=;", "")
    cluster.stop()


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
    with _database(server, f"template {template}") as connection_string:
        yield connection_string


@pytest.fixture(scope="session")
def session_database(server: str, template: str) -> Iterator[str]:
    """The same, for all tests that share a stack."""
    with _database(server, f"template {template}") as connection_string:
        yield connection_string


@pytest.fixture
def bare_database(server: str) -> Iterator[str]:
    """The connection string of a database in which nothing was applied."""
    with _database(server, "") as connection_string:
        yield connection_string


@pytest.fixture(scope="session")
def app_login(server: str) -> Iterator[str]:
    """UID and PWD, as a connection string words them, of a login for the back-end."""
    name, password = f"xporter_test_{secrets.token_hex(4)}", secrets.token_hex(16)
    _administer(server, f"create role {name} login password '{password}'")
    yield f"UID={name};PWD={password}"
    _administer(server, f"drop role {name}")


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


@contextmanager
def _database(server: str, how: str) -> Iterator[str]:
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create database {name} {how}")
    yield f"{server};DATABASE={name}"
    _administer(server, f"drop database {name} with (force)")


def _administer(server: str, statement: str) -> None:
    with closing(pyodbc.connect(f"{server};DATABASE=postgres", autocommit=True)) as opened:
        opened.execute(statement)
