"""Reads a record from OneRoster JSON, as others write it: the body of a PUT, a provider's reply.

Tolerant of form where consumers and the IMS reference implementation differ (booleans as strings
or not, years as numbers, a reference with nothing but its sourcedId, a date with a time, one string
for a list, an empty object or list for an absent reference, fields that nobody knows); strict about
meaning. The result has the shape that functions/documents.py takes.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any

from functions.comparisons import read_instant
from functions.documents import column, instant
from shared.oneroster import Field, RecordKind, Type

SOURCED_ID = re.compile(r"[0-9A-Za-z.\-_/@]{1,255}")
_YEAR = re.compile(r"[0-9]{4}")
_ABSENT: tuple[Any, ...] = (None, "", [], {})


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field; `rule` ends the sentence "it must be ..."."""

    field: str
    value: Any
    rule: str

    def __str__(self) -> str:
        if self.value in _ABSENT:
            return f"{self.field} is missing; it must be {self.rule}"
        return f"{self.field} is {str(self.value)[:60]!r}; it must be {self.rule}"


def read_record(
    kind: RecordKind, shown: Mapping[str, Any], *, optional: tuple[str, ...] = ()
) -> tuple[dict[str, Any], list[Problem]]:
    """The record that the JSON object `shown` states, by column, and all that is wrong with it.

    Fields named in `optional` may be absent even where the specification requires them.
    """
    record: dict[str, Any] = {}
    problems: list[Problem] = []
    if isinstance(shown.get("metadata"), dict) and shown["metadata"]:
        record["metadata"] = shown["metadata"]
    for field in kind.fields:
        value = shown.get(field.name)
        try:
            if value not in _ABSENT or value is False:
                record[column(field)] = _READ[field.type](value, field)
            elif field.required and field.name not in optional:
                problems.append(Problem(field.name, None, _wanted(field)))
        except (ValueError, TypeError, KeyError, OverflowError):
            problems.append(Problem(field.name, value, _wanted(field)))
    return record, problems


def _wanted(field: Field) -> str:
    if field.values:
        return "one of " + ", ".join(field.values)
    if field.to:
        return 'a reference, {"sourcedId": ...}'
    if field.longest:
        return f"a text of {field.longest} characters at most"
    return _WANTED[field.type]


def _string(value: Any, field: Field) -> str:
    if not isinstance(value, str) or "\x00" in value or len(value) > (field.longest or len(value)):
        raise ValueError
    return value


def _strings(value: Any, field: Field) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return [_string(one, field) for one in values]


def _enum(value: Any, field: Field) -> str:
    if value not in field.values:
        raise ValueError
    return str(value)


def _enums(value: Any, field: Field) -> list[str]:
    return [_enum(one, field) for one in _strings(value, field)]


def _boolean(value: Any, field: Field) -> bool:
    text = str(value).lower()
    if text not in ("true", "false"):
        raise ValueError
    return text == "true"


def _date(value: Any, field: Field) -> str:
    return read_instant(_string(value, field)).date().isoformat()


def _date_time(value: Any, field: Field) -> str:
    return instant(read_instant(_string(value, field)))


def _year(value: Any, field: Field) -> str:
    if isinstance(value, bool) or not _YEAR.fullmatch(str(value)):
        raise ValueError
    return str(value)


def _number(value: Any, field: Field) -> float:
    if isinstance(value, bool) or not math.isfinite(float(value)):
        raise ValueError
    number = float(value)
    return int(number) if number.is_integer() else number


def _reference(value: Any, field: Field) -> str:
    """The sourcedId of a reference; of the first, where a list of one stands for it."""
    one = value[0] if isinstance(value, list) else value
    sourced_id = one["sourcedId"] if isinstance(one, dict) else None
    if not isinstance(sourced_id, str) or not SOURCED_ID.fullmatch(sourced_id):
        raise ValueError
    return sourced_id


def _references(value: Any, field: Field) -> list[str]:
    values = value if isinstance(value, list) else [value]
    return list(dict.fromkeys(_reference(one, field) for one in values))


def _user_ids(value: Any, field: Field) -> list[dict[str, str]]:
    return [
        {"type": _string(one["type"], field), "identifier": _string(one["identifier"], field)}
        for one in value
    ]


_READ: dict[Type, Callable[[Any, Field], Any]] = {
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
