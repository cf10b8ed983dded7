"""Calling the database's functions: the only place of the import that knows how."""

from __future__ import annotations

from typing import Any

import pyodbc


def call(connection: pyodbc.Connection, name: str, *arguments: Any) -> list[pyodbc.Row]:
    """Calls the function `name` in the connection's transaction and returns its rows."""
    marks = ", ".join("?" * len(arguments))
    cursor = connection.execute(f"{{CALL {name}({marks})}}", *arguments)
    return cursor.fetchall() if cursor.description else []
