"""The SQL Server dialect, Azure SQL's too: everything about the database that is not in its
procedures."""

from __future__ import annotations

import re
from collections.abc import Callable
from contextlib import suppress

import pyodbc

from functions.access_token import split_token
from functions.dialect import Dialect

# Errors of a server that is busy, moving or waking up, and of a transaction that had to give way:
# the same call succeeds a moment later.
_TRANSIENT = frozenset(
    (
        *(1204, 1205, 3960),  # locks: none left, deadlock, a row that changed under a snapshot
        51205,  # deadlock over an application lock, as gcidm's procedures tell it
        *(2801, 3961),  # a procedure or table that `apply` made anew meanwhile
        *(4060, 4221, 40613, 42108, 42109),  # the database is not there yet
        *(40143, 40197, 40501, 40540),  # the service moves or is busy
        *(10928, 10929, 49918, 49919, 49920),  # a limit of the service tier
        *(20, 64, 233, 10053, 10054, 10060),  # the connection broke
    )
)
_MISSING = frozenset((208, 2812, 15151))  # unknown table, procedure, object to grant on
_ENCRYPT = re.compile(r"(?:^|;)\s*encrypt\s*=", re.IGNORECASE)
_NUMBER = re.compile(r"\((-?\d+)\) \(SQL\w+\)")
_ORIGIN = re.compile(r"^(?:\[[^\]]*\] ?)+")
_OR_ALTER = re.compile(r"\bcreate or alter\b", re.IGNORECASE)
_STATEMENT_SECONDS = 60


def connect(connection_string: str, *, timeout: int = 10) -> pyodbc.Connection:
    """An operator's connection, who may sign in with a token."""
    text, attributes = split_token(connection_string)
    return pyodbc.connect(encrypted(text), timeout=timeout, attrs_before=attributes)


def connect_backend(connection_string: str, *, timeout: int = 5) -> pyodbc.Connection:
    """An autocommitting connection."""
    wanted = encrypted(connection_string)
    connection = pyodbc.connect(wanted, autocommit=True, timeout=timeout)
    connection.timeout = _STATEMENT_SECONDS
    return connection


def encrypted(connection_string: str) -> str:
    """The connection string, which asks for encryption unless it says something else; that the
    server's certificate is checked then is the driver's default."""
    if _ENCRYPT.search(connection_string):
        return connection_string
    return f"{connection_string.rstrip(';')};Encrypt=yes"


def numbers(error: pyodbc.Error) -> set[int]:
    """The server's numbers of an error, which can be several in one."""
    return {int(found) for found in _NUMBER.findall(str(error.args[-1]))}


def _utf8(text: str) -> bytes:
    return text.encode()


def _call_text(procedure: str, arguments: int) -> str:
    return f"exec {procedure} {', '.join('?' * arguments)}"


def _may_pass(error: pyodbc.Error) -> bool:
    broken = str(error.args[0]).startswith("08") or "Login timeout" in str(error.args[-1])
    return broken or not _TRANSIENT.isdisjoint(numbers(error))


def _is_missing(error: pyodbc.Error) -> bool:
    """By the number, or where an engine that is only compatible has none for it, by its words."""
    return not _MISSING.isdisjoint(numbers(error)) or "does not exist" in _message(error)


def _message(error: pyodbc.Error) -> str:
    """The first of the server's words, without their origin and number."""
    text = _ORIGIN.sub("", str(error.args[-1]) if error.args else str(error))
    return _NUMBER.split(text)[0].strip() or "unknown error"


def _adapt(connection: pyodbc.Connection) -> Callable[[str], str]:
    """Without `or alter`, when the server does not know it: `apply` has dropped what there was."""
    try:
        connection.execute("create or alter procedure #xporter as return;")
        return str
    except pyodbc.Error:
        return lambda text: _OR_ALTER.sub("create", text)
    finally:
        with suppress(pyodbc.Error):  # the error may have ended the transaction already
            connection.rollback()


SQL_SERVER = Dialect(
    name="SQL Server",
    folder="sqlserver",
    connect=connect,
    connect_backend=connect_backend,
    utf8=_utf8,
    call_text=_call_text,
    pauses=(0.0, 1.0, 4.0),
    may_pass=_may_pass,
    is_missing=_is_missing,
    message=_message,
    snapshot="set transaction isolation level snapshot",
    tidying="",
    adapt=_adapt,
)
