"""The version of what the back-end calls in the database (gcidm.get_interfaceVersion)."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pyodbc

from admin.connection import connect
from admin.database import apply
from admin.importing.procedures import call
from functions.dialects import dialect_at, dialect_of
from functions.postgres import POSTGRES
from functions.readiness import NEEDED
from tests.databases import Login
from tests.servers import words

RECORDED = Path(__file__).with_name("interface.txt")
_SIGNATURES = """
select p.oid::regprocedure::text || ' returns ' || pg_get_function_result(p.oid)
from pg_proc p
where p.pronamespace = 'gcidm'::regnamespace
  and has_function_privilege('gcidm_app', p.oid, 'execute')
order by 1
"""
# SQL Server's types in PostgreSQL's words.
_TYPES = {
    "bigint": "bigint",
    "bit": "boolean",
    "float": "double precision",
    "int": "integer",
    "nvarchar": "text",
    "datetime2": "timestamp with time zone",
}


def test_the_back_end_needs_the_version_that_the_sql_files_make(
    connection: pyodbc.Connection,
) -> None:
    assert call(connection, "gcidm.get_interfaceVersion")[0][0] == NEEDED


def test_the_routines_are_those_of_the_version_that_was_recorded(
    closed_database: str, login: Login
) -> None:
    """If this fails: raise the number in get_interfaceVersion.sql and functions/readiness.py, and
    write what PostgreSQL has into interface.txt."""
    with closing(connect(closed_database)) as connection:
        apply(connection, grant_to=login.name)
        found = found_by(connection, login, closed_database)
    wanted = RECORDED.read_text("utf-8").splitlines()
    if dialect_of(closed_database) is not POSTGRES:
        # What SQL Server's procedures return is known when they run: tests/sqlserver compares that.
        wanted = [line.split(" returns ")[0] for line in wanted]
    assert [f"version {NEEDED}", *found] == wanted


def found_by(connection: pyodbc.Connection, login: Login, database: str) -> list[str]:
    """What the login may execute, a line each, in PostgreSQL's words."""
    if dialect_at(connection) is POSTGRES:
        return [row[0] for row in connection.execute(_SIGNATURES).fetchall()]
    with closing(login.connect(database)) as opened:
        may = [row[0].lower() for row in opened.execute(words(database).executable).fetchall()]
    types: dict[str, list[str]] = {name: [] for name in sorted(may)}
    for column in connection.cursor().procedureColumns(schema="gcidm").fetchall():
        name = column.procedure_name.split(";")[0].lower()
        if column.column_type == pyodbc.SQL_PARAM_INPUT and name in types:
            types[name].append(_TYPES[column.type_name])
    return [f"gcidm.{name}({','.join(found)})" for name, found in types.items()]
