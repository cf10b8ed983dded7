"""A cell's text as the value that stands in a record (functions/documents.py names the forms)."""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import UTC, date, datetime
from functools import lru_cache
from typing import Any

from admin.importing.tolerances import SCHOOL_YEAR_RANGE
from functions.documents import instant
from functions.tolerances import (
    BOOLEAN_CASE,
    DATE_AS_INSTANT,
    INSTANT_FORM,
    REPEATED_ITEM,
    Tolerance,
)
from shared.length import length
from shared.oneroster import Field, Type

Note = Callable[[Tolerance], None]
Reader = Callable[[str], Any]

_GUID = re.compile(r"[0-9A-Za-z./@_-]{1,255}")
_DATE = re.compile(r"\d{4}-\d{2}-\d{2}")
_INSTANT = re.compile(r"\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z")
_YEAR = re.compile(r"\d{4}")
_YEARS = re.compile(r"(\d{4})[-/](\d{4}|\d{2})")
_NUMBER = re.compile(r"-?\d+(\.\d+)?([eE][+-]?\d+)?")
_USER_IDS = re.compile(r"\{[^{}:]+:[^{}]+\}(,\s*\{[^{}:]+:[^{}]+\})*")
_USER_ID = re.compile(r"\{([^{}:]+):([^{}]+)\}")


class BadCell(ValueError):
    """The cell breaks the rule that is the exception's text."""


def reader(field: Field, note: Note) -> Reader:
    """What turns a cell of the field's column, which is not empty, into a value.

    It raises BadCell, and calls `note` with what it tolerated.
    """
    return _READERS[field.type](field, note)


def guid(text: str) -> str:
    """A sourcedId (CSV binding: GUID). Raises BadCell."""
    if not _GUID.fullmatch(text):
        raise BadCell("a sourcedId is 1 to 255 characters of 0-9 A-Z a-z . / @ _ -")
    return text


@lru_cache(4096)
def _date(text: str) -> str:
    if _DATE.fullmatch(text):
        try:
            return date.fromisoformat(text).isoformat()
        except ValueError:
            pass
    raise BadCell("must be a date that exists, YYYY-MM-DD")


def _instant(text: str, note: Note) -> str:
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise BadCell("must be a dateTime, YYYY-MM-DDThh:mm:ss.sssZ") from None
    if _DATE.fullmatch(text):
        note(DATE_AS_INSTANT)
    elif when.tzinfo is None:
        raise BadCell("must say its time zone: YYYY-MM-DDThh:mm:ss.sssZ")
    elif not _INSTANT.fullmatch(text):
        note(INSTANT_FORM)
    return instant(when if when.tzinfo else when.replace(tzinfo=UTC))


def _year(text: str, note: Note) -> str:
    if _YEAR.fullmatch(text):
        return text
    both = _YEARS.fullmatch(text)
    later = both[1][: 4 - len(both[2])] + both[2] if both else ""
    if both is None or int(later) - int(both[1]) not in (0, 1):
        raise BadCell("must be the year in which the school year ends, YYYY")
    note(SCHOOL_YEAR_RANGE)
    return later


def _boolean(text: str, note: Note) -> bool:
    lowered = text.lower()
    if lowered not in ("true", "false"):
        raise BadCell("must be true or false")
    if text != lowered:
        note(BOOLEAN_CASE)
    return lowered == "true"


def _number(text: str) -> int | float:
    value = float(text) if _NUMBER.fullmatch(text) else math.inf
    if math.isinf(value):
        raise BadCell("must be a number")
    return int(value) if value.is_integer() and abs(value) < 1e15 else value


def _text_of(longest: int | None) -> Reader:
    def read(text: str) -> str:
        if longest is not None and length(text) > longest:
            allowed = f"{longest} characters at most, an emoji counting as two"
            raise BadCell(f"must have {allowed}; it has {length(text)}")
        return text

    return read


def _one_of(values: tuple[str, ...]) -> Reader:
    def read(text: str) -> str:
        if text not in values:
            raise BadCell(f"must be one of {', '.join(values)}")
        return text

    return read


def _items(text: str) -> list[str]:
    items = [item for item in map(str.strip, text.split(",")) if item]
    if not items:
        raise BadCell("must be a list with commas between its items, or empty")
    return items


def _list_of(read_item: Reader) -> Reader:
    return lambda text: [read_item(item) for item in _items(text)]


def _references(text: str, note: Note) -> list[str]:
    items = [guid(item) for item in _items(text)]
    once = list(dict.fromkeys(items))
    if len(once) != len(items):
        note(REPEATED_ITEM)
    return once


def _user_ids(text: str) -> list[dict[str, str]]:
    if not _USER_IDS.fullmatch(text):
        raise BadCell("must be {type:identifier}, several with commas between them")
    return [{"type": type_, "identifier": id_} for type_, id_ in _USER_ID.findall(text)]


_READERS: dict[Type, Callable[[Field, Note], Reader]] = {
    Type.STRING: lambda field, note: _text_of(field.longest),
    Type.STRINGS: lambda field, note: _items,
    Type.ENUM: lambda field, note: _one_of(field.values),
    Type.ENUMS: lambda field, note: _list_of(_one_of(field.values)),
    Type.BOOLEAN: lambda field, note: lambda text: _boolean(text, note),
    Type.DATE: lambda field, note: _date,
    Type.DATETIME: lambda field, note: lambda text: _instant(text, note),
    Type.YEAR: lambda field, note: lambda text: _year(text, note),
    Type.NUMBER: lambda field, note: _number,
    Type.REF: lambda field, note: guid,
    Type.REFS: lambda field, note: lambda text: _references(text, note),
    Type.USER_IDS: lambda field, note: _user_ids,
}
