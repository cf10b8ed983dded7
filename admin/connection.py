"""The administrator's connection to the database: one transaction at a time, text as UTF-8, UTC."""

from __future__ import annotations

import pyodbc

from admin.errors import DatabaseError
from functions.access_token import split_token

CONNECT_SECONDS = 10
# SQLSTATE classes of a failed connection, and what the operator can do about each.
_REASONS = {
    "IM002": "the ODBC driver or data source that it names is not installed",
    "01000": "the ODBC driver that it names cannot be loaded",
    "08001": "no database server answers there, or it has no such database",
    "08S01": "the server broke the connection off",
    "28P01": "the server refused the login or its password",
    "28000": "the server refused the login or its password",
}


def connect(connection_string: str) -> pyodbc.Connection:
    """A connection without autocommit. Raises DatabaseError, with no part of the string in it."""
    try:
        text, attributes = split_token(connection_string)
        connection = pyodbc.connect(text, timeout=CONNECT_SECONDS, attrs_before=attributes)
    except pyodbc.Error as error:
        state = str(error.args[0]) if error.args else ""
        reason = _REASONS.get(state, f"the connection failed with SQLSTATE {state}")
        raise DatabaseError(f"Cannot connect with ADMIN_SQL_CONNECTION_STRING: {reason}.") from None
    connection.execute("set timezone to 'UTC'")
    connection.commit()
    return connection


def server_message(error: pyodbc.Error) -> str:
    """What the server said: the first line, without ODBC's and the driver's own decoration."""
    text = str(error.args[-1]) if error.args else str(error)
    line = text.splitlines()[0] if text else "unknown error"
    return line.split("ERROR: ", 1)[-1].strip(" ;")
