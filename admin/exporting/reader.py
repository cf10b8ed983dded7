"""What an export reads by, whoever it is for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple, Protocol

import pyodbc

from admin.errors import AdminError
from functions.documents import BASE
from shared.export.since import instant_of
from shared.oneroster import RecordKind

PAGE = 2000  # records


class Page(NamedTuple):
    """`documents` joined by commas; `after` is where the next page starts."""

    documents: bytes
    records: int
    after: str


class Reader(Protocol):
    """Reads the records of those whom an export is for."""

    def names(self) -> Mapping[str, tuple[str, ...]]: ...

    def count(self, kind: RecordKind, query: str) -> int: ...

    def page(self, kind: RecordKind, query: str, after: str | None) -> Page | None: ...

    def revision(self) -> int: ...

    def changed_after(self, revision: int) -> str: ...


def column(rows: list[pyodbc.Row]) -> tuple[str, ...]:
    """The first value of each row."""
    return tuple(row[0] for row in rows)


def told_instant(revision: int, rows: list[pyodbc.Row]) -> str:
    """The instant out of a row that answers what changed after `revision`. Raises AdminError."""
    (row,) = rows
    try:
        return instant_of(revision, row.state, row.since, row.revision)
    except ValueError as error:
        raise AdminError(f"--since: {error}.") from None


def clean(text: Any) -> bytes:
    """Without the placeholder of the public base: a CSV cell holds no href."""
    return str(text).replace(BASE, "").encode()
