"""The PostgreSQL dialect: everything about the database that is not in its procedures."""

from __future__ import annotations

import locale
import os

import pyodbc

from functions.dialect import Dialect

# SQLSTATE classes of errors that a statement itself is to blame for; after any other the connection
# may be dead (08 connection, 57 server shutting down, HY as psqlODBC words a broken socket).
_STATEMENT_ERRORS = ("21", "22", "23", "42", "P0")
_MISSING = ("42883", "3F000", "42P01")  # unknown function, schema, table


def connect(connection_string: str, *, timeout: int = 10) -> pyodbc.Connection:
    """An operator's connection, in UTC."""
    connection = pyodbc.connect(connection_string, timeout=timeout)
    connection.execute("set timezone to 'UTC'")
    connection.commit()
    return connection


def connect_backend(connection_string: str, *, timeout: int = 5) -> pyodbc.Connection:
    """An autocommitting connection whose texts arrive as their UTF-8 bytes, each byte a character
    of the str (Latin-1): half the cost of the driver's own UTF-16, and a page's documents leave as
    bytes anyway."""
    _insist_on_utf8()
    connection = pyodbc.connect(connection_string, autocommit=True, timeout=timeout)
    for sql_type in (pyodbc.SQL_CHAR, pyodbc.SQL_WCHAR):
        connection.setdecoding(sql_type, encoding="latin-1", ctype=pyodbc.SQL_CHAR)
    connection.execute("set timezone = 'UTC'; set jit = off; set statement_timeout = '60s'")
    return connection


def _utf8(text: str) -> bytes:
    return text.encode("latin-1")


def _call_text(procedure: str, arguments: int) -> str:
    return f"{{CALL {procedure}({', '.join('?' * arguments)})}}"


def _may_pass(error: pyodbc.Error) -> bool:
    return str(error.args[0])[:2] not in _STATEMENT_ERRORS


def _is_missing(error: pyodbc.Error) -> bool:
    return str(error.args[0]) in _MISSING


def _message(error: pyodbc.Error) -> str:
    """The first line, without ODBC's and the driver's own decoration."""
    text = str(error.args[-1]) if error.args else str(error)
    line = text.splitlines()[0] if text else "unknown error"
    return line.split("ERROR: ", 1)[-1].strip(" ;")


def _insist_on_utf8() -> None:
    """psqlODBC hands out texts in the character set that the environment names at its loading."""
    if "UTF-8" not in (locale.setlocale(locale.LC_CTYPE) or "").upper():
        os.environ["LC_ALL"] = "C.UTF-8"
        locale.setlocale(locale.LC_CTYPE, "C.UTF-8")


POSTGRES = Dialect(
    name="PostgreSQL",
    folder="postgres",
    connect=connect,
    connect_backend=connect_backend,
    utf8=_utf8,
    call_text=_call_text,
    pauses=(0.0,),
    may_pass=_may_pass,
    is_missing=_is_missing,
    message=_message,
    snapshot="set transaction isolation level repeatable read read only",
    # What cannot be locked at once is left to the server's own vacuum.
    tidying="vacuum (skip_locked) {}",
    adapt=lambda connection: str,
)
