"""A record's OneRoster JSON document, made once when the record is saved.

A record is a mapping from its kind's column names (`Field.csv`; `children` and
`resourceSourcedIds` for the two derived lists) to Python values: str for STRING, ENUM, DATE,
DATETIME, YEAR and REF, bool for BOOLEAN, int or float for NUMBER, list[str] for STRINGS, ENUMS and
REFS, list[{"type", "identifier"}] for USER_IDS, and a dict under "metadata".
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import lru_cache
from typing import Any
from urllib.parse import quote

from shared.oneroster import KIND, KINDS, Field, RecordKind, Type

# Stands in a stored document for the public base URL of its hrefs. JSON text can contain no raw
# control character, so replacing it can touch nothing else.
BASE = "\x1f"

# Fields that have no CSV column: their value in a record stands under this name.
DERIVED = {"children": "children", "resources": "resourceSourcedIds"}


def document(
    kind: RecordKind,
    sourced_id: str,
    status: str,
    date_last_modified: datetime,
    record: Mapping[str, Any],
) -> str:
    """The record's JSON object (oneroster-v1p1 section 3): compact, hrefs under `BASE`.

    Absent optional fields are left out, `always` lists are shown even when empty, and sourcedId,
    status and dateLastModified come first.
    """
    members = [
        f'"sourcedId":{_text(sourced_id)}',
        f'"status":"{status}"',
        f'"dateLastModified":"{instant(date_last_modified)}"',
    ]
    if record.get("metadata"):
        members.append(f'"metadata":{_text(record["metadata"])}')
    for name, opening, show, always in _MEMBERS[kind.plural]:
        value = record.get(name)
        if value or value is False or value == 0:
            members.append(opening + show(value))
        elif always:
            members.append(opening + "[]")
    return "{" + ",".join(members) + "}"


# The beginning of every document, as `document` writes it.
_HEAD = re.compile(r'(\{"sourcedId":"[^"]*","status":")\w+(","dateLastModified":")[^"]*')


def restated(doc: str, status: str, date_last_modified: datetime) -> str:
    """The stored document with another status and date; all else of it stays."""
    return _HEAD.sub(rf"\g<1>{status}\g<2>{instant(date_last_modified)}", doc, count=1)


def column(field: Field) -> str:
    """Where a field's value stands in a record."""
    return field.csv or DERIVED[field.name]


@lru_cache(16)
def instant(when: datetime) -> str:
    """`YYYY-MM-DDTHH:mm:ss.SSSZ`, the only form that Xporter emits; `when` must know its zone."""
    return when.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%S.") + f"{when.microsecond // 1000:03d}Z"


@lru_cache(8192)
def reference(sourced_id: str, to: str) -> str:
    """A GUIDRef, as JSON text, to the record of kind `to` (a plural): its href leads to the class's
    collection, its type names the class (consumers read no sub-type)."""
    kind = KIND[to]
    href = f"{BASE}/{kind.plural}/{quote(sourced_id, safe='')}"
    return f'{{"href":"{href}","sourcedId":{_text(sourced_id)},"type":"{kind.singular}"}}'


# One encoder for all: json.dumps makes a new one for each call that departs from its defaults.
_text = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def _show(field: Field) -> Callable[[Any], str]:
    """What turns a value of the field into JSON."""
    if field.type is Type.BOOLEAN:
        return lambda value: '"true"' if value else '"false"'
    if field.type is Type.REF:
        return lambda value: reference(value, field.to)
    if field.type is Type.REFS:
        return lambda value: "[" + ",".join(reference(one, field.to) for one in value) + "]"
    return _text


# Per kind: where a member's value stands in a record, how the member begins, how the value is
# shown, and whether an empty list is. Looked up once: an import makes documents by the million.
_MEMBERS = {
    kind.plural: tuple(
        (column(field), f'"{field.name}":', _show(field), field.always) for field in kind.fields
    )
    for kind in KINDS
}
