"""What the back-end makes of each database: its connection string, its errors, its rows."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import Any

import pyodbc
import pytest

from functions.database import Database
from functions.dialect import Dialect
from functions.dialects import dialect_of
from functions.postgres import POSTGRES
from functions.sqlserver import SQL_SERVER, encrypted
from shared.errors import InternalError

TRANSIENT = (
    *(1205, 2801, 3961, 4060, 10928, 10929, 40197, 40501, 40613, 49918, 49919, 49920, 51205),
)


def refused(number: int, text: str = "no", state: str = "42000") -> pyodbc.Error:
    """An error as Microsoft's driver words it."""
    origin = "[Microsoft][ODBC Driver 18 for SQL Server][SQL Server]"
    return pyodbc.Error(state, f"[{state}] {origin}{text} ({number}) (SQLExecDirectW)")


class Cursor:
    """One row, of one text."""

    description = (("answer",),)

    def execute(self, statement: str, *arguments: Any) -> Cursor:
        return self

    def fetchall(self) -> list[tuple[str]]:
        return [("42",)]

    def nextset(self) -> bool:
        return False


class Remarking(Cursor):
    """A remark of the server comes first, which is a result without columns."""

    description = ()

    def nextset(self) -> bool:
        self.description, had = Cursor.description, self.description
        return not had


class Connection:
    def __init__(self, cursor: Callable[[], Cursor] = Cursor) -> None:
        self.cursor = cursor

    def close(self) -> None:
        pass


def failing(
    dialect: Dialect, errors: list[pyodbc.Error], pauses: list[float]
) -> Callable[[], list[Any]]:
    """A call of a procedure on a server that refuses it with each of the errors in turn."""

    def connect(connection_string: str) -> Any:
        if errors:
            raise errors.pop(0)
        return Connection()

    database = Database("", replace(dialect, connect_backend=connect), pauses.append)
    return lambda: database.call("gcidm.get_access", (1,))


@pytest.mark.parametrize("number", TRANSIENT)
def test_what_the_server_cannot_do_just_now_is_tried_again_later(number: int) -> None:
    pauses: list[float] = []
    ((answer,),) = failing(SQL_SERVER, [refused(number), refused(number)], pauses)()
    assert answer == "42"
    assert len(pauses) == 2
    assert pauses[1] > pauses[0]


@pytest.mark.parametrize(
    "error",
    [
        refused(0, "Communication link failure", "08S01"),
        refused(0, "Login timeout expired", "HYT00"),
        refused(3960, "Snapshot isolation transaction aborted"),
        refused(1205, "deadlock victim", "40001"),
    ],
)
def test_a_broken_connection_and_a_lost_race_are_tried_again(error: pyodbc.Error) -> None:
    ((answer,),) = failing(SQL_SERVER, [error], [])()
    assert answer == "42"


@pytest.mark.parametrize(
    "error",
    [
        refused(2627, "Violation of PRIMARY KEY constraint", "23000"),
        refused(2812, "Could not find stored procedure"),
        refused(8134, "Divide by zero", "22012"),
        refused(0, "Query timeout expired", "HYT00"),
    ],
)
def test_what_would_fail_again_is_tried_once(error: pyodbc.Error) -> None:
    errors = [error, error]
    with pytest.raises(InternalError):
        failing(SQL_SERVER, errors, [])()
    assert len(errors) == 1


def test_a_server_that_never_recovers_is_given_up_and_not_shown() -> None:
    errors, pauses = [refused(40613, "Database hush is not available") for _ in range(9)], []
    with pytest.raises(InternalError) as told:
        failing(SQL_SERVER, errors, pauses)()
    assert "hush" not in str(told.value)
    assert len(pauses) == len(SQL_SERVER.pauses)


def test_rows_that_come_after_a_remark_of_the_server_are_read() -> None:
    dialect = replace(SQL_SERVER, connect_backend=lambda *_: Connection(Remarking))
    ((answer,),) = Database("", dialect).call("gcidm.get_access", (1,))
    assert answer == "42"


def test_a_server_that_is_looked_for_in_vain_is_given_up_before_the_reader_is() -> None:
    now = [0.0]

    def connect(*_: Any) -> Any:
        now[0] += 5
        raise refused(0, "Login timeout expired", "HYT00")

    def sleep(seconds: float) -> None:
        now[0] += seconds

    database = Database("", replace(SQL_SERVER, connect_backend=connect), sleep, lambda: now[0])
    with pytest.raises(InternalError):
        database.call("gcidm.get_access", (1,))
    assert now[0] <= 10


def test_postgres_is_connected_to_again_at_once() -> None:
    pauses: list[float] = []
    broken = pyodbc.Error("57P01", "[57P01] terminating connection (1) (SQLExecDirectW)")
    ((answer,),) = failing(POSTGRES, [broken], pauses)()
    assert answer == "42"
    assert pauses == [0.0]


@pytest.mark.parametrize(
    ("connection_string", "dialect"),
    [
        ("DRIVER={ODBC Driver 18 for SQL Server};SERVER=tcp:x.database.windows.net", SQL_SERVER),
        ("driver=ODBC Driver 17 for SQL Server;SERVER=x", SQL_SERVER),
        ("SERVER=x;DRIVER=/opt/microsoft/lib/libmsodbcsql-18.6.so.2.1", SQL_SERVER),
        ("DRIVER=FreeTDS;SERVER=x", SQL_SERVER),
        ("DRIVER=/usr/lib/odbc/libtdsodbc.so;SERVER=x", SQL_SERVER),
        ("DRIVER=/usr/lib/x86_64-linux-gnu/odbc/psqlodbcw.so;SERVER=/tmp", POSTGRES),
        ("DRIVER={PostgreSQL Unicode};SERVER=for sql server;PWD=freetds", POSTGRES),
        ("DSN=rosters", POSTGRES),
    ],
)
def test_the_driver_tells_the_dialect(connection_string: str, dialect: Dialect) -> None:
    assert dialect_of(connection_string) is dialect


@pytest.mark.parametrize(
    ("given", "used"),
    [
        ("SERVER=x;", "SERVER=x;Encrypt=yes"),
        ("SERVER=x;Encrypt=strict", "SERVER=x;Encrypt=strict"),
        ("encrypt = optional;SERVER=x", "encrypt = optional;SERVER=x"),
        (
            "SERVER=x;Authentication=ActiveDirectoryMsi",
            "SERVER=x;Authentication=ActiveDirectoryMsi;Encrypt=yes",
        ),
        ("SERVER=x;TrustServerCertificate=yes", "SERVER=x;TrustServerCertificate=yes;Encrypt=yes"),
    ],
)
def test_connections_are_encrypted_unless_the_operator_says_otherwise(
    given: str, used: str
) -> None:
    assert encrypted(given) == used


@pytest.mark.parametrize(
    ("dialect", "error", "message"),
    [
        (SQL_SERVER, refused(50001, "no login [x] (1)"), "no login [x] (1)"),
        (
            POSTGRES,
            pyodbc.Error("42883", "[42883] ERROR: function f() does not exist;\nmore (1)"),
            "function f() does not exist",
        ),
    ],
)
def test_people_are_told_the_servers_words_alone(
    dialect: Dialect, error: pyodbc.Error, message: str
) -> None:
    assert dialect.message(error) == message


@pytest.mark.parametrize("number", [208, 2812])
def test_what_is_not_there_is_known_by_its_number(number: int) -> None:
    assert SQL_SERVER.is_missing(refused(number))
    assert not SQL_SERVER.is_missing(refused(229, "The EXECUTE permission was denied"))
