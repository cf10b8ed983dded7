"""Calls procedures, over one connection per thread that is opened again when it has died."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import local
from typing import Any

import pyodbc

from functions.dialect import Dialect
from functions.dialects import dialect_of
from functions.rows import read_rows
from shared.errors import InternalError
from shared.logs import line

log = logging.getLogger("xporter.database")

Sleep = Callable[[float], None]
Clock = Callable[[], float]

# Seconds after which nothing is tried once more: some drivers look for a server that is gone until
# their time for that is over. Two calls in a row must fail before the web tier's patience ends.
_PATIENCE = 8.0


class Database:
    """The database at a connection string; each worker thread keeps a connection of its own.
    `dialect` is the one that the string tells, `sleep` waits for seconds, `clock` tells them."""

    def __init__(
        self,
        connection_string: str,
        dialect: Dialect | None = None,
        sleep: Sleep = time.sleep,
        clock: Clock = time.monotonic,
    ) -> None:
        self._connection_string = connection_string
        self._dialect = dialect or dialect_of(connection_string)
        self._sleep = sleep
        self._clock = clock
        self._of_thread = local()

    def call(self, procedure: str, arguments: Sequence[Any]) -> list[Any]:
        """The rows that `procedure` returns, as `read_rows` makes them.

        A dead connection is replaced and the call made again, as it is when the server could not do
        it just now. That is right for what may be repeated: reads, and writes that replace.

        Raises InternalError, which tells the caller nothing of the database.
        """
        until = self._clock() + _PATIENCE
        for pause in self._dialect.pauses:
            try:
                return self._try(procedure, arguments)
            except pyodbc.Error as error:
                if not self._dialect.may_pass(error) or self._clock() > until:
                    raise _failed(procedure, error) from error
                log.warning(line("once more", procedure=procedure, sqlState=error.args[0]))
            self._sleep(pause)
        try:
            return self._try(procedure, arguments)
        except pyodbc.Error as last:
            raise _failed(procedure, last) from last

    def _try(self, procedure: str, arguments: Sequence[Any]) -> list[Any]:
        try:
            cursor = self._cursor(procedure)
            cursor.execute(self._dialect.call_text(procedure, len(arguments)), *arguments)
            return read_rows(cursor, self._dialect.utf8)
        except pyodbc.Error:
            self._forget()
            raise

    def _cursor(self, procedure: str) -> pyodbc.Cursor:
        """A cursor of its own for each procedure: it keeps the statement prepared, which is half
        the cost of a small call."""
        mine = self._of_thread.__dict__
        if "connection" not in mine:
            connection = self._dialect.connect_backend(self._connection_string)
            mine |= {"connection": connection, "cursors": {}}
        if procedure not in mine["cursors"]:
            mine["cursors"][procedure] = mine["connection"].cursor()
        cursor: pyodbc.Cursor = mine["cursors"][procedure]
        return cursor

    def _forget(self) -> None:
        mine = self._of_thread.__dict__
        mine.pop("cursors", None)
        connection = mine.pop("connection", None)
        if connection is not None:
            with suppress(pyodbc.Error):
                connection.close()


def _failed(procedure: str, error: pyodbc.Error) -> InternalError:
    # Not its text: what the server says may hold values of the request.
    log.error(line("a procedure failed", procedure=procedure, sqlState=str(error.args[0])))
    return InternalError("The request could not be served; please try again later")
