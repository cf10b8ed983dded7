"""One clause of a filter, checked: which column it compares, how, and with what value.

How texts, dates and lists compare is decided here, by the field's type in the table; the database
executes it (sql: comparison).
"""

from __future__ import annotations

import json
import math
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from functions.documents import column
from shared.errors import InvalidData, InvalidFilterField
from shared.oneroster import STATUSES, Field, RecordKind, Type

_BASE_FIELDS = (
    Field("sourcedId", "sourcedId", Type.REF),
    Field("status", "status", Type.ENUM, values=STATUSES),
    Field("dateLastModified", "dateLastModified", Type.DATETIME),
)
_USER_ID_MEMBERS = ("type", "identifier")


@dataclass(frozen=True)
class Clause:
    """`column` compared by `operator` with `value`, read as `kind_of` (sql: comparison's "as");
    `key` is the member of a metadata or userIds object, `to` the kind (a plural) that a reference
    points to."""

    column: str
    kind_of: str
    operator: str
    value: str
    key: str = ""
    to: str = ""

    def as_query(self) -> dict[str, Any]:
        return {
            "column": self.column,
            "as": self.kind_of,
            "operator": self.operator,
            "value": self.value,
            "key": self.key,
            "to": self.to,
        }


def compare(kind: RecordKind, name: str, operator: str, value: str, *, position: int) -> Clause:
    """The clause `name operator 'value'` on records of `kind`.

    Raises InvalidFilterField when the kind has no such field, InvalidData when the value cannot be
    one of the field's type.
    """
    if name.startswith("metadata.") and len(name) > len("metadata."):
        return Clause("metadata", "metadata", operator, value, key=name.removeprefix("metadata."))
    first, _, member = name.partition(".")
    field = filterable(kind).get(first)
    if field is None or member not in _members(field):
        raise InvalidFilterField(
            f"filter: at position {position} there is no field '{name}' in {kind.plural}; "
            f"allowed: {', '.join(allowed_names(kind))}"
        )
    try:
        read = _READ[field.type](value, field)
        return Clause(column(field), compared_as(field), operator, read, member, field.to)
    except ValueError as wrong:
        raise InvalidData(
            f"filter: '{value}' at position {position} cannot be compared with {name}, "
            f"which is {wrong}"
        ) from None


def compared_as(field: Field) -> str:
    """How the database compares the field's values (sql: comparison, sort_key)."""
    return "children" if field.name == "children" else _AS[field.type]


def filterable(kind: RecordKind) -> dict[str, Field]:
    """The fields of `kind` by name, base fields first."""
    return {one.name: one for one in (*_BASE_FIELDS, *kind.fields)}


def allowed_names(kind: RecordKind) -> list[str]:
    """Every name that a filter on `kind` may compare."""
    names = [
        f"{field.name}.{member}" if member else field.name
        for field in filterable(kind).values()
        for member in _members(field)
    ]
    return [*names, "metadata.<name>"]


def _members(field: Field) -> tuple[str, ...]:
    """What may follow the field's name after a dot; "" is nothing."""
    if field.type is Type.USER_IDS:
        return _USER_ID_MEMBERS
    if field.to:
        return ("sourcedId",)
    return ("",)


def read_instant(text: str) -> datetime:
    """An ISO 8601 date or date-time; a date is its midnight, no zone means UTC.

    Raises ValueError, worded for the caller.
    """
    try:
        when = datetime.fromisoformat(text.strip())
    except ValueError:
        raise ValueError(
            "a date or an instant, such as 2026-01-31 or 2026-01-31T00:00:00.000Z"
        ) from None
    return when if when.tzinfo else when.replace(tzinfo=UTC)


def _read_instant(text: str, field: Field) -> str:
    """To the microsecond: cut short, a reader's clock could pass for the instant of a change."""
    try:
        return read_instant(text).astimezone(UTC).isoformat(timespec="microseconds")
    except OverflowError:
        raise ValueError("an instant between the years 1 and 9999") from None


def _read_date(text: str, field: Field) -> str:
    return read_instant(text).date().isoformat()


def _read_number(text: str, field: Field) -> str:
    try:
        number = float(text)
    except ValueError:
        number = math.nan
    if not math.isfinite(number):
        raise ValueError("a number")
    return repr(number)


def _read_boolean(text: str, field: Field) -> str:
    if text.lower() not in ("true", "false"):
        raise ValueError("'true' or 'false'")
    return text.lower()


def _read_enum(text: str, field: Field) -> str:
    """The vocabulary's own spelling; a value outside it stays, and finds nothing."""
    spelled = {value.lower(): value for value in field.values}
    return spelled.get(text.lower(), text)


def _read_list(text: str, field: Field) -> str:
    return json.dumps([one.strip().lower() for one in text.split(",")])


def _read_references(text: str, field: Field) -> str:
    return json.dumps([one.strip() for one in text.split(",")])


def _as_it_is(text: str, field: Field) -> str:
    return text


_AS: dict[Type, str] = {
    Type.STRING: "text",
    Type.YEAR: "text",
    Type.ENUM: "exact",
    Type.REF: "exact",
    Type.BOOLEAN: "boolean",
    Type.DATE: "date",
    Type.DATETIME: "dateTime",
    Type.NUMBER: "number",
    Type.STRINGS: "list",
    Type.ENUMS: "list",
    Type.REFS: "list",
    Type.USER_IDS: "userIds",
}
_READ: dict[Type, Callable[[str, Field], str]] = {
    Type.STRING: _as_it_is,
    Type.YEAR: _as_it_is,
    Type.ENUM: _read_enum,
    Type.REF: _as_it_is,
    Type.BOOLEAN: _read_boolean,
    Type.DATE: _read_date,
    Type.DATETIME: _read_instant,
    Type.NUMBER: _read_number,
    Type.STRINGS: _read_list,
    Type.ENUMS: _read_list,
    Type.REFS: _read_references,
    Type.USER_IDS: _read_list,
}
