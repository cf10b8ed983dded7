"""Which dialect a database speaks: its driver tells."""

from __future__ import annotations

import re

import pyodbc

from functions.dialect import Dialect
from functions.postgres import POSTGRES
from functions.sqlserver import SQL_SERVER

_SQL_SERVER = re.compile(r"msodbcsql|for sql server|freetds|tdsodbc", re.IGNORECASE)
_DRIVER = re.compile(r"(?:^|;)\s*driver\s*=\s*(\{[^}]*\}|[^;]*)", re.IGNORECASE)


def dialect_of(connection_string: str) -> Dialect:
    """Of a database by the DRIVER in its connection string: PostgreSQL, unless that is one for SQL
    Server."""
    driver = _DRIVER.search(connection_string)
    return SQL_SERVER if driver and _SQL_SERVER.search(driver[1]) else POSTGRES


def dialect_at(connection: pyodbc.Connection) -> Dialect:
    """Of the database that a connection leads to."""
    server = str(connection.getinfo(pyodbc.SQL_DBMS_NAME))
    return POSTGRES if "postgres" in server.lower() else SQL_SERVER
