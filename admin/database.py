"""Brings a database to the state that the SQL files describe, and tells how far it is from it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

import pyodbc

from admin.connection import server_message
from admin.errors import DatabaseError
from admin.sql_files import POSTGRES, SqlFile, digest, sql_files

# Functions hold no data, so all are dropped and made again: none that has left the folder stays
# behind, and a changed result type is no obstacle. Readers see the old ones until the commit. One
# statement, because functions may depend on each other.
_DROP_ROUTINES = """
do $$
declare
    v_routines text := (select string_agg(p.oid::regprocedure::text, ', ') from pg_proc p
                        where p.pronamespace = to_regnamespace('gcidm'));
begin
    if v_routines is not null then
        execute 'drop routine ' || v_routines;
    end if;
end
$$
"""
_BEFORE = (
    "select pg_advisory_xact_lock(hashtext('gcidm.schemaVersion'))",
    "set local check_function_bodies = off",
    # A table that is read for long must not make everybody else wait behind us.
    "set local lock_timeout = '30s'",
    "set local client_min_messages = warning",
)


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
    connection: pyodbc.Connection, *, grant_to: str | None = None, root: Path = POSTGRES
) -> AppliedReport:
    """Applies all SQL files in one transaction and commits it; rows stay.

    `grant_to` is a login of the server that may then execute the back-end's functions. Raises
    DatabaseError, with nothing changed, when a file or the login is refused.
    """
    files = sql_files(root)
    before = _applied(connection)[0]
    try:
        for statement in (*_BEFORE, _DROP_ROUTINES):
            connection.execute(statement)
        for file in files:
            _run(connection, file)
        connection.execute("{CALL gcidm.save_schemaVersion(?)}", digest(files))
        if grant_to is not None:
            _grant(connection, grant_to)
        connection.commit()
    except (pyodbc.Error, DatabaseError):
        connection.rollback()
        raise
    return AppliedReport(before, digest(files), len(files))


def status(connection: pyodbc.Connection, *, root: Path = POSTGRES) -> Status:
    """Compares the database with the SQL files and counts its records."""
    wanted = digest(sql_files(root))
    applied, applied_at = _applied(connection)
    counts = _counts(connection)
    connection.rollback()
    return Status(_state(connection, applied, wanted), wanted, applied, applied_at, counts)


def _run(connection: pyodbc.Connection, file: SqlFile) -> None:
    cursor = connection.cursor()
    cursor.noscan = True  # no ODBC escapes and no parameters in there, whatever the text holds
    try:
        cursor.execute(file.text)
    except pyodbc.Error as error:
        raise DatabaseError(f"{file.name}: {server_message(error)}") from None


def _grant(connection: pyodbc.Connection, login: str) -> None:
    try:
        connection.execute("{CALL gcidm.grant_app(?)}", login)
    except pyodbc.Error as error:
        raise DatabaseError(f"--grant-to {login}: {server_message(error)}") from None


def _state(connection: pyodbc.Connection, applied: str | None, wanted: str) -> str:
    if applied == wanted:
        return "up to date"
    return "needs apply" if _exists(connection, "to_regnamespace('gcidm')") else "empty"


def _applied(connection: pyodbc.Connection) -> tuple[str | None, datetime | None]:
    if not _exists(connection, "to_regproc('gcidm.get_schemaVersion')"):
        return None, None
    row = connection.execute("{CALL gcidm.get_schemaVersion()}").fetchone()
    return (row[0], row[1]) if row else (None, None)


def _counts(connection: pyodbc.Connection) -> tuple[RecordCount, ...]:
    if not _exists(connection, "to_regproc('gcidm.get_recordCounts')"):
        return ()
    rows = connection.execute("{CALL gcidm.get_recordCounts()}").fetchall()
    return tuple(RecordCount(kind, active, gone) for kind, active, gone in rows)


def _exists(connection: pyodbc.Connection, catalogue: str) -> bool:
    """Whether a lookup in the server's catalogue, one of the constants above, finds something."""
    question = f"select case when {catalogue} is null then 0 else 1 end"
    found = connection.execute(question).fetchval()
    connection.rollback()
    return bool(found)
