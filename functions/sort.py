"""The sort of section 3.4.2: one field, ascending or descending."""

from __future__ import annotations

from typing import Any

from functions.comparisons import compared_as, filterable
from functions.documents import column
from shared.oneroster import Field, RecordKind, Type

_LISTS = (Type.STRINGS, Type.ENUMS, Type.REFS, Type.USER_IDS)


def sortable(kind: RecordKind) -> dict[str, Field]:
    """The fields that records of `kind` can be sorted by, by the name a caller uses."""
    fields = filterable(kind).values()
    return {_name(field): field for field in fields if field.type not in _LISTS}


def read_sort(name: str, descending: bool, kind: RecordKind) -> dict[str, Any] | None:
    """The member `sort` of a procedure's query; None when the kind has no such field to sort by."""
    field = sortable(kind).get(name)
    if field is None:
        return None
    return {"column": column(field), "as": compared_as(field), "descending": descending}


def _name(field: Field) -> str:
    return f"{field.name}.sourcedId" if field.to else field.name
