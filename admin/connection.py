"""The administrator's connection to the database, and what is said when it or the server fails."""

from __future__ import annotations

import pyodbc

from admin.errors import DatabaseError
from functions.dialects import dialect_of

CONNECT_SECONDS = 10
# SQLSTATE classes of a failed connection, and what the operator can do about each.
_REASONS = {
    "IM002": "the ODBC driver or data source that it names is not installed",
    "01000": "the ODBC driver that it names cannot be loaded",
    "08001": "no database server answers there, or it has no such database",
    "08S01": "the server broke the connection off",
    "28P01": "the server refused the login or its password",
    "28000": "the server refused the login or its password",
    "42000": "the server has no such database, or the login may not use it",
    "HYT00": "no database server answers there",
}

_NO_TRANSACTION = "25000"


def connect(connection_string: str) -> pyodbc.Connection:
    """A connection without autocommit, in UTC. Raises DatabaseError, with no part of the string in
    it."""
    try:
        return dialect_of(connection_string).connect(connection_string, timeout=CONNECT_SECONDS)
    except pyodbc.Error as error:
        state = str(error.args[0]) if error.args else ""
        reason = _REASONS.get(state, f"the connection failed with SQLSTATE {state}")
        raise DatabaseError(f"Cannot connect with ADMIN_SQL_CONNECTION_STRING: {reason}.") from None


def undo(connection: pyodbc.Connection) -> None:
    """Rolls back. A server that has done so by itself, as after some errors, may object."""
    try:
        connection.rollback()
    except pyodbc.Error as error:
        if error.args[0] != _NO_TRANSACTION:
            raise


def refusal(connection_string: str, error: pyodbc.Error) -> DatabaseError:
    """What an operator is told when the database there refuses something."""
    dialect = dialect_of(connection_string)
    if dialect.is_missing(error):
        said = "The database lacks something that this needs; run `xporter database apply`."
        return DatabaseError(said)
    state = str(error.args[0]) if error.args else ""
    return DatabaseError(f"The database refused: {dialect.message(error)} (SQLSTATE {state})")
