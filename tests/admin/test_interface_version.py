"""The version of what the back-end calls in the database (gcidm.get_interfaceVersion)."""

from __future__ import annotations

from pathlib import Path

import pyodbc
import pytest

from admin.importing.procedures import call
from functions.dialects import dialect_at
from functions.postgres import POSTGRES
from functions.readiness import NEEDED

RECORDED = Path(__file__).with_name("interface.txt")
_SIGNATURES = """
select p.oid::regprocedure::text || ' returns ' || pg_get_function_result(p.oid)
from pg_proc p
where p.pronamespace = 'gcidm'::regnamespace
  and has_function_privilege('gcidm_app', p.oid, 'execute')
order by 1
"""


def test_the_back_end_needs_the_version_that_the_sql_files_make(
    connection: pyodbc.Connection,
) -> None:
    assert call(connection, "gcidm.get_interfaceVersion")[0][0] == NEEDED


def test_the_routines_are_those_of_the_version_that_was_recorded(
    connection: pyodbc.Connection,
) -> None:
    """If this fails: raise the number in get_interfaceVersion.sql and functions/readiness.py, and
    write what is found into interface.txt."""
    if dialect_at(connection) is not POSTGRES:
        pytest.skip("recorded in PostgreSQL's words, to which tests/sqlserver holds SQL Server's")
    found = [row[0] for row in connection.execute(_SIGNATURES).fetchall()]
    whole = "\n".join([f"version {NEEDED}", *found, ""])
    assert whole == RECORDED.read_text("utf-8")
