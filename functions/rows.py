"""Rows of a result: values by their column's name, in lower case as the database spells it.

Texts become str, but for the column `docs`: a page's documents, which can be megabytes, are UTF-8
bytes and leave as they came.
"""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache
from typing import Any

import pyodbc

from functions import postgres as dialect

_BYTES = "docs"


def read_rows(cursor: pyodbc.Cursor) -> list[Any]:
    """All rows of the statement that `cursor` executed, as named tuples."""
    names = tuple(column[0] for column in cursor.description)
    row_type = _row_type(names)
    rows = [row_type(*map(_read, names, row)) for row in cursor.fetchall()]
    cursor.nextset()  # there is none; but the driver lets go of its copy of the rows
    return rows


def _read(name: str, value: Any) -> Any:
    if not isinstance(value, str):
        return value
    return dialect.utf8(value) if name == _BYTES else dialect.utf8(value).decode()


@lru_cache(256)
def _row_type(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)
