"""Calls procedures, over one connection per thread that is opened again when it has died."""

from __future__ import annotations

import logging
from collections.abc import Callable, Sequence
from contextlib import suppress
from threading import local
from typing import Any

import pyodbc

from functions import postgres as dialect
from functions.rows import read_rows
from shared.errors import InternalError
from shared.logs import line

log = logging.getLogger("xporter.database")

Connect = Callable[[], pyodbc.Connection]


class Database:
    """`connect` makes a connection; each worker thread keeps its own."""

    def __init__(self, connect: Connect) -> None:
        self._connect = connect
        self._of_thread = local()

    def call(self, procedure: str, arguments: Sequence[Any]) -> list[Any]:
        """The rows that `procedure` returns, as `read_rows` makes them.

        A dead connection is replaced and the call made once more, which is right for what may be
        repeated: reads, and writes that replace.

        Raises InternalError, which tells the caller nothing of the database.
        """
        try:
            return self._try(procedure, arguments)
        except pyodbc.Error as first:
            if not dialect.is_connection_error(first):
                raise _failed(procedure, first) from first
            log.warning(line("reconnecting", procedure=procedure, sqlState=first.args[0]))
        try:
            return self._try(procedure, arguments)
        except pyodbc.Error as second:
            raise _failed(procedure, second) from second

    def _try(self, procedure: str, arguments: Sequence[Any]) -> list[Any]:
        try:
            cursor = self._cursor(procedure)
            cursor.execute(dialect.call_text(procedure, len(arguments)), *arguments)
            return read_rows(cursor)
        except pyodbc.Error:
            self._forget()
            raise

    def _cursor(self, procedure: str) -> pyodbc.Cursor:
        """A cursor of its own for each procedure: it keeps the statement prepared, which is half
        the cost of a small call."""
        mine = self._of_thread.__dict__
        if "connection" not in mine:
            mine |= {"connection": self._connect(), "cursors": {}}
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
