"""Rows of a result: values by their column's name, in lower case as the database spells it.

Texts become str, but for the column `docs`: a page's documents, which can be megabytes, are UTF-8
bytes and leave as they came.
"""

from __future__ import annotations

from collections import namedtuple
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pyodbc

Utf8 = Callable[[str], bytes]

_BYTES = "docs"


def read_rows(cursor: pyodbc.Cursor, utf8: Utf8) -> list[Any]:
    """All rows of the statement that `cursor` executed, as named tuples, none when it has none.
    `utf8` gives the bytes of a text as it arrives."""
    rows: list[Any] = []
    # To the end: what fails after the rows is only told then, and until then the connection is
    # taken, and the driver keeps its copy of the rows. A server's remark can come before them.
    while True:
        if cursor.description:
            names = tuple(column[0] for column in cursor.description)
            row_type = _row_type(names)
            rows = [row_type(*_read(names, row, utf8)) for row in cursor.fetchall()]
        if not cursor.nextset():
            return rows


def _read(names: tuple[str, ...], row: Any, utf8: Utf8) -> list[Any]:
    return [_value(name, value, utf8) for name, value in zip(names, row, strict=True)]


def _value(name: str, value: Any, utf8: Utf8) -> Any:
    if not isinstance(value, str):
        return value
    return utf8(value) if name == _BYTES else utf8(value).decode()


@lru_cache(256)
def _row_type(names: tuple[str, ...]) -> Any:
    return namedtuple("Row", names)
