"""Databases for tests: one that is emptied before each test, bare ones, and ones for whole stacks.

The server is a private PostgreSQL cluster below .local/, unless XPORTER_TEST_SERVER is set: an ODBC
connection string, without DATABASE, of a server of either dialect whose databases and logins the
tests may make and drop.
"""

from __future__ import annotations

import os
import secrets
from collections import Counter
from collections.abc import Iterator
from contextlib import ExitStack, closing, contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import pyodbc
import pytest

from admin.connection import connect
from admin.database import apply
from functions.dialects import dialect_of
from functions.postgres import POSTGRES
from local.cluster import Cluster
from local.places import STATE
from tests.servers import words

# How many databases were made of which server; told at the end.
USED: Counter[str] = Counter()


@dataclass(frozen=True)
class Login:
    """A login of the server."""

    name: str
    password: str

    @property
    def words(self) -> str:
        """Of a connection string."""
        return f"UID={self.name};PWD={self.password}"

    def connect(self, database: str) -> pyodbc.Connection:
        """As this login to the database of an administrator's connection string."""
        return connect(f"{without_login(database)};{self.words}")


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What was really tested against."""
    for server, number in sorted(USED.items()):
        terminalreporter.write_line(f"{number} databases of {server}")


def count_database(connection_string: str) -> None:
    with closing(pyodbc.connect(connection_string)) as opened:
        told = str(opened.execute(words(connection_string).version).fetchval())
        USED[told.splitlines()[0].split(" on ")[0]] += 1


@pytest.fixture(scope="session")
def server() -> Iterator[str]:
    """The server's connection string without DATABASE, as an administrator."""
    given = os.environ.get("XPORTER_TEST_SERVER", "")
    if given:
        yield given
    else:
        with _own_server() as made:
            yield made


@pytest.fixture(scope="session")
def shared_database(server: str) -> Iterator[str]:
    """The connection string of a database that `apply` has set up once."""
    with applied(server) as connection_string:
        yield connection_string


@pytest.fixture(scope="session")
def closed_database(server: str) -> Iterator[str]:
    """The connection string of a database in which `apply` alone has granted anything."""
    with _database(server) as connection_string:
        with closing(connect(connection_string)) as opened:
            apply(opened)
        yield connection_string


@pytest.fixture
def database(shared_database: str) -> str:
    """The connection string of a database that is up to date and has no rows."""
    return emptied(shared_database)


def emptied(connection_string: str) -> str:
    """The connection string of a database whose rows are gone now."""
    with closing(pyodbc.connect(connection_string, autocommit=True)) as opened:
        opened.execute(words(connection_string).empty)
    return connection_string


@pytest.fixture(scope="session")
def stack_database(server: str) -> Iterator[str]:
    """The connection string of a database of its own for the stack that all tests share."""
    with applied(server) as connection_string:
        yield connection_string


@pytest.fixture(scope="session")
def gradebook_database(server: str) -> Iterator[str]:
    """The connection string of a database of its own for the stack that tests write to."""
    with applied(server) as connection_string:
        yield connection_string


@pytest.fixture(scope="session")
def moving_database(server: str) -> Iterator[str]:
    """The connection string of a database of its own for the stack whose data tests change."""
    with applied(server) as connection_string:
        yield connection_string


@pytest.fixture(scope="session")
def container_database(server: str) -> Iterator[str]:
    """The connection string of a database of its own, with nothing in it, for the containers: of a
    PostgreSQL, whichever server is tested, for compose.yaml brings one."""
    with ExitStack() as cleanup:
        if dialect_of(server) is not POSTGRES:
            server = cleanup.enter_context(_own_server())
        yield cleanup.enter_context(_database(server))


@pytest.fixture
def own_database(server: str) -> Iterator[str]:
    """The connection string of a database of its own for one test."""
    with applied(server) as connection_string:
        yield connection_string


@pytest.fixture
def bare_database(server: str) -> Iterator[str]:
    """The connection string of a database in which nothing was applied."""
    with _database(server) as connection_string:
        yield connection_string


@pytest.fixture
def empty_database(server: str) -> Iterator[str]:
    """Another one in which nothing was applied."""
    with _database(server) as connection_string:
        yield connection_string


@pytest.fixture(scope="session")
def app_login(server: str) -> Iterator[str]:
    """UID and PWD, as a connection string words them, of a login for the back-end."""
    with made_login(server) as made:
        yield made.words


@pytest.fixture
def login(server: str) -> Iterator[Login]:
    """A login that has been granted nothing."""
    with made_login(server) as made:
        yield made


@pytest.fixture
def connection(database: str) -> Iterator[pyodbc.Connection]:
    """The administrator's connection to `database`."""
    with closing(connect(database)) as opened:
        yield opened


def without_login(connection_string: str) -> str:
    """Drivers differ in which UID they take of two."""
    parts = connection_string.split(";")
    return ";".join(part for part in parts if not part.startswith(("UID=", "PWD=")))


@contextmanager
def _own_server() -> Iterator[str]:
    STATE.mkdir(exist_ok=True)
    cluster = Cluster(STATE / "tests")
    cluster.start()
    yield cluster.owner_connection("").replace("DATABASE=;", "")
    cluster.stop()


@contextmanager
def applied(server: str) -> Iterator[str]:
    with _database(server) as connection_string:
        apply_to(connection_string)
        yield connection_string


def apply_to(connection_string: str, grant_to: str | None = None, root: Path | None = None) -> None:
    """Applies the SQL files, as `xporter database apply` does, or those of another folder."""
    with closing(connect(connection_string)) as opened:
        apply(opened, grant_to=grant_to, root=root)
        open_up = words(connection_string).open_up
        if open_up:
            opened.execute(open_up)
            opened.commit()


@contextmanager
def _database(server: str) -> Iterator[str]:
    name = f"xporter_test_{secrets.token_hex(4)}"
    _administer(server, f"create database {name}")
    connection_string = f"{server};DATABASE={name}"
    count_database(connection_string)
    yield connection_string
    _drop_database(server, name)


def _drop_database(server: str, name: str) -> None:
    said = words(server)
    with closing(_administrator(server)) as opened:
        _end(opened, said.busy.format(name=name), said.end)
        opened.execute(said.drop_database.format(name=name))


@contextmanager
def made_login(server: str) -> Iterator[Login]:
    """Its password is one that a policy for passwords does not refuse."""
    made = Login(f"xporter_test_{secrets.token_hex(4)}", f"Aa1{secrets.token_hex(16)}")
    said = words(server)
    _administer(server, said.create_login.format(name=made.name, password=made.password))
    yield made
    end_sessions(server, made)
    _administer(server, said.drop_login.format(name=made.name))


def end_sessions(server: str, login: Login) -> int:
    """Those of a login; how many there were."""
    said = words(server)
    with closing(_administrator(server)) as opened:
        return _end(opened, said.sessions.format(name=login.name), said.end)


def _end(opened: pyodbc.Connection, sessions: str, end: str) -> int:
    found = opened.execute(sessions).fetchall() if sessions else []
    for (session,) in found:
        with suppress(pyodbc.Error):  # it may be gone by now
            opened.execute(end.format(session=session))
    return len(found)


def _administrator(server: str) -> pyodbc.Connection:
    return pyodbc.connect(f"{server};DATABASE={words(server).master}", autocommit=True)


def _administer(server: str, statement: str) -> None:
    with closing(_administrator(server)) as opened:
        opened.execute(statement)
