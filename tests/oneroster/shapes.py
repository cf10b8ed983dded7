"""The schema of OneRoster 1.1's replies, derived from the table: what is wrong with a reply."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from typing import Any

from shared.oneroster import KIND, STATUSES, Field, RecordKind, ServiceCall, Shape, Type

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_YEAR = re.compile(r"\d{4}")
_BASE = ("sourcedId", "status", "dateLastModified")


def problems_of_reply(call: ServiceCall, body: Any, base: str) -> list[str]:
    """Every departure of a reply's body from the call's envelope and its kind's model."""
    key = call.kind.plural if call.shape is Shape.MANY else call.kind.singular
    if not isinstance(body, dict) or list(body) != [key]:
        return [f"the only key is {key}"]
    records = body[key] if call.shape is Shape.MANY else [body[key]]
    return [problem for record in records for problem in problems_of(call.kind, record, base)]


def problems_of(kind: RecordKind, record: dict[str, Any], base: str) -> Iterator[str]:
    """Every departure of one record."""
    known = {*_BASE, "metadata", *kind.by_json_name}
    if list(record)[:3] != list(_BASE):
        yield f"{kind.singular} begins with {_BASE}"
    yield from (f"{kind.singular} has no {name}" for name in record if name not in known)
    if record.get("status") not in STATUSES:
        yield f"status is {record.get('status')}"
    if not INSTANT.fullmatch(record.get("dateLastModified", "")):
        yield f"dateLastModified is {record.get('dateLastModified')}"
    for field in kind.fields:
        if field.name in record:
            if not _FORMS[field.type](record[field.name], field, base):
                yield f"{kind.singular}.{field.name} is {record[field.name]!r}"
        elif field.always or field.required:
            yield f"{kind.singular}.{field.name} is missing"


def _text(value: Any, field: Field, base: str) -> bool:
    return isinstance(value, str) and value != ""


def _matching(pattern: re.Pattern[str]) -> Callable[[Any, Field, str], bool]:
    return lambda value, field, base: isinstance(value, str) and bool(pattern.fullmatch(value))


def _number(value: Any, field: Field, base: str) -> bool:
    return isinstance(value, int | float) and not isinstance(value, bool)


def _enum(value: Any, field: Field, base: str) -> bool:
    return value in field.values


def _reference(value: Any, field: Field, base: str) -> bool:
    kind = KIND[field.to]
    sourced_id = value.get("sourcedId", "") if isinstance(value, dict) else ""
    return bool(sourced_id) and value == {
        "href": f"{base}/{kind.plural}/{sourced_id}",
        "sourcedId": sourced_id,
        "type": kind.singular,
    }


def _user_id(value: Any, field: Field, base: str) -> bool:
    return isinstance(value, dict) and list(value) == ["type", "identifier"] and all(value.values())


def _list_of(form: Callable[[Any, Field, str], bool]) -> Callable[[Any, Field, str], bool]:
    return lambda value, field, base: (
        isinstance(value, list) and all(form(one, field, base) for one in value)
    )


_FORMS: dict[Type, Callable[[Any, Field, str], bool]] = {
    Type.STRING: _text,
    Type.STRINGS: _list_of(_text),
    Type.ENUM: _enum,
    Type.ENUMS: _list_of(_enum),
    Type.BOOLEAN: _matching(re.compile("true|false")),
    Type.DATE: _matching(_DATE),
    Type.DATETIME: _matching(INSTANT),
    Type.YEAR: _matching(_YEAR),
    Type.NUMBER: _number,
    Type.REF: _reference,
    Type.REFS: _list_of(_reference),
    Type.USER_IDS: _list_of(_user_id),
}
