"""A query evaluated in plain Python over the records that a call returns: what ought to come."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from functions.comparisons import filterable
from functions.sort import sortable
from shared.oneroster import Field, RecordKind, Type

Record = dict[str, Any]
LISTS = (Type.STRINGS, Type.ENUMS, Type.REFS, Type.USER_IDS)
LIST_OPERATORS = ("=", "!=", "~")
OPERATORS: dict[str, Callable[[Any, Any], bool]] = {
    "=": operator.eq,
    "!=": operator.ne,
    ">": operator.gt,
    ">=": operator.ge,
    "<": operator.lt,
    "<=": operator.le,
    "~": operator.contains,
}


@dataclass(frozen=True)
class Clause:
    """`name operator 'value'`; for a list, `value` holds the listed values with commas between."""

    name: str
    field: Field
    operator: str
    value: str

    def __str__(self) -> str:
        doubled = self.value.replace("'", "''")
        return f"{self.name}{self.operator}'{doubled}'"

    def selects(self, record: Record) -> bool:
        value = value_of(self.name, self.field, record)
        if self.field.type in LISTS:
            asked_for = self.value if self.field.to else self.value.lower()
            return _among(self.operator, value or [], asked_for.split(","))
        if value is None:
            return self.operator == "!="
        asked = _comparable(self.field, self.value)
        if self.operator == "~" and not isinstance(asked, str):
            return bool(value == asked)
        return OPERATORS[self.operator](value, asked)


def names(kind: RecordKind) -> dict[str, Field]:
    """What can be filtered by, by the name a caller uses."""
    found: dict[str, Field] = {}
    for field in filterable(kind).values():
        if field.type is Type.USER_IDS:
            found |= {f"{field.name}.{member}": field for member in ("type", "identifier")}
        else:
            found[f"{field.name}.sourcedId" if field.to else field.name] = field
    return found


def value_of(name: str, field: Field, record: Record) -> Any:
    """The comparable value, None when the record has none; a list's texts in lower case."""
    shown = record.get(field.name)
    if shown is None:
        return None
    if field.type is Type.USER_IDS:
        return [one[name.partition(".")[2]].lower() for one in shown]
    if field.type in LISTS:
        return [one["sourcedId"] if field.to else one.lower() for one in shown]
    return _comparable(field, shown["sourcedId"] if field.to else shown)


def in_order(kind: RecordKind, records: list[Record], sort: str, descending: bool) -> list[Record]:
    """Absent values first, then by value, then by sourcedId; all of it backwards if `descending`.
    An absent flag counts as false."""
    field = sortable(kind).get(sort)

    def key(record: Record) -> tuple[Any, ...]:
        value = value_of(sort, field, record) if field else None
        if field and field.type is Type.BOOLEAN:
            value = bool(value)
        placed = (False,) if value is None else (True, value)
        return (*placed, record["sourcedId"])

    return sorted(records, key=key, reverse=descending and field is not None)


def _among(operator_: str, values: list[str], asked: list[str]) -> bool:
    if operator_ == "~":
        return any(one in values for one in asked)
    return all(one in values for one in asked) == (operator_ == "=")


def _comparable(field: Field, shown: Any) -> Any:
    if field.type is Type.NUMBER:
        return float(shown)
    if field.type is Type.BOOLEAN:
        return shown.lower() == "true"
    if field.type is Type.DATETIME:
        return datetime.fromisoformat(shown)
    if field.type is Type.DATE:
        return datetime.fromisoformat(shown).date()
    if field.type is Type.ENUM:
        return {one.lower(): one for one in field.values}.get(shown.lower(), shown)
    return shown.lower() if field.type in (Type.STRING, Type.YEAR) else shown


def texts(name: str, field: Field, record: Record) -> list[str]:
    """The field's values as a caller would write them."""
    shown: Any = record.get(field.name)
    if shown is None:
        return []
    member = name.partition(".")[2]
    values = shown if isinstance(shown, list) else [shown]
    return [str(one[member] if member else one) for one in values]
