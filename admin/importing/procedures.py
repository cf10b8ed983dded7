"""Calling the database's procedures: the only place of the command line that knows how."""

from __future__ import annotations

from typing import Any

import pyodbc

from functions.dialects import dialect_at


def call(connection: pyodbc.Connection, name: str, *arguments: Any) -> list[pyodbc.Row]:
    """Calls the procedure `name` in the connection's transaction and returns its rows."""
    text = dialect_at(connection).call_text(name, len(arguments))
    cursor = connection.execute(text, *arguments)
    rows: list[pyodbc.Row] = []
    # To the end: what fails after the rows is only told then, and until then the connection is
    # taken. A server's remark can come before the rows.
    while True:
        if cursor.description:
            rows = cursor.fetchall()
        if not cursor.nextset():
            return rows
