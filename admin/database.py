"""Brings a database to the state that the SQL files describe, and tells how far it is from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyodbc

from admin.connection import undo
from admin.errors import DatabaseError
from admin.importing.procedures import call
from admin.sql_files import SQL, SqlFile, digest, sql_files
from functions.dialects import dialect_at

_TABLES = "select count(*) from information_schema.tables where table_schema = 'gcidm'"


@dataclass(frozen=True)
class AppliedReport:
    """What `apply` did: the digest before (None in an empty database) and the one after."""

    before: str | None
    after: str
    files: int

    @property
    def changed(self) -> bool:
        return self.before != self.after


@dataclass(frozen=True)
class RecordCount:
    kind: str
    active: int
    tobedeleted: int


@dataclass(frozen=True)
class Status:
    """How a database compares with the SQL files; nothing was ever applied: `applied` is None."""

    state: str  # "up to date", "needs apply" or "empty"
    files: str
    applied: str | None
    applied_at: datetime | None
    counts: tuple[RecordCount, ...]


def apply(
    connection: pyodbc.Connection, *, grant_to: str | None = None, root: Path | None = None
) -> AppliedReport:
    """Applies all SQL files in one transaction, but for the options of the database, and commits
    it; rows stay.

    `root` is the folder of the files, by default the dialect's. `grant_to` is a login of the server
    that may then execute the back-end's procedures. Raises DatabaseError, with nothing changed,
    when a file or the login is refused.
    """
    files = _files(connection, root)
    before = _applied(connection)[0]
    try:
        _run_outside(connection, [file for file in files if file.is_outside])
        _run_all(connection, [file for file in files if not file.is_outside])
        call(connection, "gcidm.save_schemaVersion", digest(files))
        if grant_to is not None:
            _grant(connection, grant_to)
        connection.commit()
    except (pyodbc.Error, DatabaseError):
        undo(connection)
        raise
    return AppliedReport(before, digest(files), len(files))


def status(connection: pyodbc.Connection, *, root: Path | None = None) -> Status:
    """Compares the database with the SQL files and counts its records."""
    wanted = digest(_files(connection, root))
    applied, applied_at = _applied(connection)
    counts = _counts(connection)
    return Status(_state(connection, applied, wanted), wanted, applied, applied_at, counts)


def _files(connection: pyodbc.Connection, root: Path | None) -> tuple[SqlFile, ...]:
    return sql_files(root or SQL / dialect_at(connection).folder)


def _run_outside(connection: pyodbc.Connection, files: list[SqlFile]) -> None:
    connection.autocommit = True
    try:
        _run_all(connection, files)
    finally:
        connection.autocommit = False


def _run_all(connection: pyodbc.Connection, files: list[SqlFile]) -> None:
    adapt = dialect_at(connection).adapt(connection)
    for file in files:
        try:
            for batch in file.batches:
                _run(connection, adapt(batch))
        except pyodbc.Error as error:
            raise DatabaseError(f"{file.name}: {_message(connection, error)}") from None


def _run(connection: pyodbc.Connection, batch: str) -> None:
    cursor = connection.cursor()
    cursor.noscan = True  # no ODBC escapes and no parameters in there, whatever the text holds
    cursor.execute(batch)
    while cursor.nextset():
        pass


def _grant(connection: pyodbc.Connection, login: str) -> None:
    try:
        call(connection, "gcidm.grant_app", login)
    except pyodbc.Error as error:
        raise DatabaseError(f"--grant-to {login}: {_message(connection, error)}") from None


def _message(connection: pyodbc.Connection, error: pyodbc.Error) -> str:
    return dialect_at(connection).message(error)


def _state(connection: pyodbc.Connection, applied: str | None, wanted: str) -> str:
    if applied == wanted:
        return "up to date"
    tables = connection.execute(_TABLES).fetchval()
    undo(connection)
    return "needs apply" if tables else "empty"


def _applied(connection: pyodbc.Connection) -> tuple[str | None, datetime | None]:
    rows = _rows(connection, "gcidm.get_schemaVersion")
    return (rows[0][0], rows[0][1]) if rows else (None, None)


def _counts(connection: pyodbc.Connection) -> tuple[RecordCount, ...]:
    rows = _rows(connection, "gcidm.get_recordCounts")
    return tuple(RecordCount(kind, active, gone) for kind, active, gone in rows)


def _rows(connection: pyodbc.Connection, procedure: str) -> list[pyodbc.Row]:
    """What a procedure returns; nothing when it is not there."""
    try:
        return call(connection, procedure)
    except pyodbc.Error as error:
        if not dialect_at(connection).is_missing(error):
            raise
        return []
    finally:
        undo(connection)
