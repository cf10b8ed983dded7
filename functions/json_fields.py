"""The value of a field in a record's JSON, read by the field's type.

Tolerant of form, strict about meaning; what cannot be read raises one of UNREADABLE.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from typing import Any

from functions import tolerances
from functions.comparisons import read_instant
from functions.documents import instant
from functions.json_values import is_storable
from functions.tolerances import Tolerance
from shared.length import length
from shared.oneroster import KIND, Field, Type

Note = Callable[[Tolerance], None]

UNREADABLE = (ValueError, TypeError, KeyError, OverflowError, RecursionError)
SOURCED_ID = re.compile(r"[0-9A-Za-z.\-_/@]{1,255}")
METADATA = Field("metadata", "metadata", Type.STRING)
LISTS = (Type.STRINGS, Type.ENUMS, Type.REFS, Type.USER_IDS)
_YEAR = re.compile(r"[0-9]{4}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_NUMBER = re.compile(r"-?[0-9]+(\.[0-9]+)?([eE][+-]?[0-9]+)?")


def read_field(field: Field, value: Any, note: Note) -> Any:
    """The field's value as it stands in a record (functions/documents.py names the forms)."""
    return (_metadata if field is METADATA else _READ[field.type])(value, field, note)


def wanted(field: Field) -> str:
    """What the field must be, in words."""
    if field is METADATA:
        return "an object of texts and numbers that a database can hold"
    if field.values:
        return "one of " + ", ".join(field.values)
    if field.to:
        return 'a reference, {"sourcedId": ...}'
    if field.longest:
        return f"a text of {field.longest} characters at most, an emoji counting as two"
    return _WANTED[field.type]


def _metadata(value: Any, field: Field, note: Note) -> dict[str, Any]:
    if not isinstance(value, dict) or not is_storable(value):
        raise ValueError
    return value


def _string(value: Any, field: Field, note: Note) -> str:
    if not isinstance(value, str) or not is_storable(value):
        raise ValueError
    if field.longest and length(value) > field.longest:
        raise ValueError
    return value


def _listed(value: Any, note: Note) -> list[Any]:
    if isinstance(value, list):
        return value
    note(tolerances.ONE_FOR_LIST)
    return [value]


def _strings(value: Any, field: Field, note: Note) -> list[str]:
    return [_string(one, field, note) for one in _listed(value, note)]


def _enum(value: Any, field: Field, note: Note) -> str:
    if value not in field.values:
        raise ValueError
    return str(value)


def _enums(value: Any, field: Field, note: Note) -> list[str]:
    return [_enum(one, field, note) for one in _listed(value, note)]


def _boolean(value: Any, field: Field, note: Note) -> bool:
    if isinstance(value, bool):
        note(tolerances.BOOLEAN_BARE)
        return value
    text = str(value).lower()
    if text not in ("true", "false"):
        raise ValueError
    if text != value:
        note(tolerances.BOOLEAN_CASE)
    return text == "true"


def _date(value: Any, field: Field, note: Note) -> str:
    found = read_instant(_string(value, field, note)).date().isoformat()
    if found != value:
        note(tolerances.DATE_FORM)
    return found


def _date_time(value: Any, field: Field, note: Note) -> str:
    found = instant(read_instant(_string(value, field, note)))
    if found != value:
        is_date = _DATE.fullmatch(value)
        note(tolerances.DATE_AS_INSTANT if is_date else tolerances.INSTANT_FORM)
    return found


def _year(value: Any, field: Field, note: Note) -> str:
    if isinstance(value, bool) or not _YEAR.fullmatch(str(value)):
        raise ValueError
    if not isinstance(value, str):
        note(tolerances.YEAR_AS_NUMBER)
    return str(value)


def _number(value: Any, field: Field, note: Note) -> float:
    if isinstance(value, bool) or not _NUMBER.fullmatch(str(value)):
        raise ValueError
    if isinstance(value, str):
        note(tolerances.NUMBER_AS_TEXT)
    number = float(value)
    if not math.isfinite(number):
        raise ValueError
    return int(number) if number.is_integer() else number


def _reference(value: Any, field: Field, note: Note) -> str:
    """The sourcedId of a reference; of the only one, where a list stands for it."""
    if isinstance(value, list):
        (value,) = value
        note(tolerances.LIST_FOR_ONE)
    sourced_id = value["sourcedId"] if isinstance(value, dict) else None
    if not isinstance(sourced_id, str) or not SOURCED_ID.fullmatch(sourced_id):
        raise ValueError
    if not value.get("type") or not value.get("href"):
        note(tolerances.REFERENCE_SHORT)
    elif value["type"] != KIND[field.to].singular:
        note(tolerances.REFERENCE_TYPE)
    return sourced_id


def _references(value: Any, field: Field, note: Note) -> list[str]:
    found = [_reference(one, field, note) for one in _listed(value, note)]
    once = list(dict.fromkeys(found))
    if len(once) != len(found):
        note(tolerances.REPEATED_ITEM)
    return once


def _user_ids(value: Any, field: Field, note: Note) -> list[dict[str, str]]:
    return [
        {name: _string(one[name], field, note) for name in ("type", "identifier")} for one in value
    ]


_READ: dict[Type, Callable[[Any, Field, Note], Any]] = {
    Type.STRING: _string,
    Type.STRINGS: _strings,
    Type.ENUM: _enum,
    Type.ENUMS: _enums,
    Type.BOOLEAN: _boolean,
    Type.DATE: _date,
    Type.DATETIME: _date_time,
    Type.YEAR: _year,
    Type.NUMBER: _number,
    Type.REF: _reference,
    Type.REFS: _references,
    Type.USER_IDS: _user_ids,
}
_WANTED: dict[Type, str] = {
    Type.STRING: "a text",
    Type.STRINGS: "a list of texts",
    Type.BOOLEAN: '"true" or "false"',
    Type.DATE: "a date, YYYY-MM-DD",
    Type.DATETIME: "an instant, YYYY-MM-DDTHH:mm:ss.SSSZ",
    Type.YEAR: "a year of four digits",
    Type.NUMBER: "a number",
    Type.USER_IDS: 'a list of {"type", "identifier"}',
}
