"""A value of a OneRoster document as a cell of a CSV file: what an import reads, written."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

from shared.oneroster import Field, Type

Note = Callable[[str], None]

# What the forms of the CSV binding cannot hold, by what stands for it.
_IN_ITEM = str.maketrans({",": ";"})
_IN_USER_ID = str.maketrans({"{": "(", "}": ")"})
_IN_USER_ID_TYPE = str.maketrans({"{": "(", "}": ")", ":": ";"})

COMMA = "{}: a comma inside an item of a list was written as a semicolon"
BRACES = "{}: a character that the form {{type:identifier}} cannot hold was replaced"
NAMELESS = "{}: an identifier without type or value was left out"


def cell(field: Field, value: Any, note: Note) -> str:
    """The cell for a field's value, None: it has none. `note` is told what a cell cannot hold."""
    return "" if value is None else _WRITERS[field.type](field, value, note)


def metadata_cell(value: Any) -> str:
    """A value of a record's metadata; what is no text is written as JSON."""
    return value if isinstance(value, str) else _json(value)


_json = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _plain(field: Field, value: Any, note: Note) -> str:
    return value if isinstance(value, str) else _json(value)


def _reference(field: Field, value: Any, note: Note) -> str:
    return str(value["sourcedId"])


def _references(field: Field, value: Any, note: Note) -> str:
    return ",".join(one["sourcedId"] for one in value)


def _strings(field: Field, value: Any, note: Note) -> str:
    if any("," in item for item in value):
        note(COMMA.format(field.csv))
    return ",".join(item.translate(_IN_ITEM) for item in value)


def _user_ids(field: Field, value: Any, note: Note) -> str:
    named = [(one["type"], one["identifier"]) for one in value if one["type"] and one["identifier"]]
    safe = [(kind.translate(_IN_USER_ID_TYPE), id_.translate(_IN_USER_ID)) for kind, id_ in named]
    if safe != named:
        note(BRACES.format(field.csv))
    if len(named) < len(value):
        note(NAMELESS.format(field.csv))
    return ",".join(f"{{{kind}:{id_}}}" for kind, id_ in safe)


_WRITERS: dict[Type, Callable[[Field, Any, Note], str]] = {
    Type.STRING: _plain,
    Type.STRINGS: _strings,
    Type.ENUM: _plain,
    Type.ENUMS: _strings,
    Type.BOOLEAN: _plain,
    Type.DATE: _plain,
    Type.DATETIME: _plain,
    Type.YEAR: _plain,
    Type.NUMBER: _plain,
    Type.REF: _reference,
    Type.REFS: _references,
    Type.USER_IDS: _user_ids,
}
