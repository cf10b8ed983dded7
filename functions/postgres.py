"""The PostgreSQL dialect: everything about the database that is not in its procedures."""

from __future__ import annotations

import locale
import os

import pyodbc

# SQLSTATE classes of errors that a statement itself is to blame for; after any other the connection
# may be dead (08 connection, 57 server shutting down, HY as psqlODBC words a broken socket).
_STATEMENT_ERRORS = ("21", "22", "23", "42", "P0")


def connect(connection_string: str, *, timeout: int = 5) -> pyodbc.Connection:
    """An autocommitting connection whose texts arrive as their UTF-8 bytes, each byte a character
    of the str (Latin-1): half the cost of the driver's own UTF-16, and a page's documents leave as
    bytes anyway. Raises pyodbc.Error. `timeout` is in seconds."""
    _insist_on_utf8()
    connection = pyodbc.connect(connection_string, autocommit=True, timeout=timeout)
    for sql_type in (pyodbc.SQL_CHAR, pyodbc.SQL_WCHAR):
        connection.setdecoding(sql_type, encoding="latin-1", ctype=pyodbc.SQL_CHAR)
    connection.execute("set timezone = 'UTC'; set jit = off; set statement_timeout = '60s'")
    return connection


def utf8(text: str) -> bytes:
    """The UTF-8 bytes of a text as it arrives over a connection of `connect`."""
    return text.encode("latin-1")


def call_text(procedure: str, arguments: int) -> str:
    """The statement that calls `procedure` with so many parameters."""
    return f"{{CALL {procedure}({', '.join('?' * arguments)})}}"


def is_connection_error(error: pyodbc.Error) -> bool:
    """Whether the call may succeed on a new connection."""
    return str(error.args[0])[:2] not in _STATEMENT_ERRORS


def _insist_on_utf8() -> None:
    """psqlODBC hands out texts in the character set that the environment names at its loading."""
    if "UTF-8" not in (locale.setlocale(locale.LC_CTYPE) or "").upper():
        os.environ["LC_ALL"] = "C.UTF-8"
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")
