"""What one service call asks of the database: who asks, which records, in which order, how many."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions.comparisons import filterable
from functions.filter import read_filter
from functions.identity import Identity
from functions.query import Cursor, Query
from functions.sort import read_sort
from shared.errors import InvalidData
from shared.oneroster import RecordKind, ServiceCall, Shape

_ACTIVE = {"column": "status", "value": "active"}


@dataclass(frozen=True)
class Plan:
    """A page of records of one kind. `query` is the JSON that the procedures take (sql:
    read_page): equal queries have equal texts, so that it serves as a key as well."""

    kind: RecordKind
    relying_party_id: int
    school: str | None
    query: str
    after: Cursor | None
    offset: int
    limit: int
    fields: tuple[str, ...]
    warnings: tuple[str, ...]


def plan(call: ServiceCall, ids: Mapping[str, str], query: Query, identity: Identity) -> Plan:
    """The plan of `call` with the path's `ids`, by variable, for the caller `identity`.

    Raises InvalidData or InvalidFilterField for a filter that cannot be read or an id that no
    record can have.
    """
    one = call.shape is Shape.ONE
    records, warnings = _records(call, ids, query)
    fields, unknown = _fields(call.kind, query.fields)
    return Plan(
        kind=call.kind,
        relying_party_id=identity.relying_party_id,
        school=identity.school,
        query=json.dumps(records, separators=(",", ":")),
        after=query.after,
        offset=0 if one else query.offset,
        limit=1 if one else query.limit,
        fields=fields,
        warnings=(*warnings, *unknown),
    )


def _records(
    call: ServiceCall, ids: Mapping[str, str], query: Query
) -> tuple[dict[str, Any], tuple[str, ...]]:
    """Which records (those of the sub-collection, of the path's ids, of the filter), in which
    order; and a warning for an order that the kind does not have (section 3.4.2)."""
    for name, value in ids.items():
        if "\x00" in value:
            raise InvalidData(f"{name} holds the character NUL, which no sourcedId can contain")
    only = [{"column": column, "value": value} for column, value in call.only]
    alive = [_ACTIVE] if call.kind.hides_deleted else []
    if call.shape is Shape.ONE:
        return {"only": [*only, *alive, {"column": "sourcedId", "value": ids["sourcedId"]}]}, ()
    wanted: dict[str, Any] = {
        "only": [*only, *alive],
        "within": [{"relation": name, "value": value} for name, value in ids.items()],
    }
    if query.filter.strip():
        read = read_filter(query.filter, call.kind)
        wanted |= read.as_query()
        wanted["only"] = only if read.asks_for_deleted else wanted["only"]
    if not query.sort:
        return wanted, ()
    sort = read_sort(query.sort, query.descending, call.kind)
    if sort is None:
        return wanted, (f"invalid_sort_field: {call.kind.plural} cannot be sorted by {query.sort}",)
    return wanted | {"sort": sort}, ()


def _fields(kind: RecordKind, names: tuple[str, ...]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The fields to show, none meaning all; an unknown name gives all of them and a warning
    (section 3.4.4)."""
    known = {*filterable(kind), "metadata"}
    unknown = [name for name in names if name not in known]
    if unknown:
        named = ", ".join(unknown)
        return (), (f"invalid_selection_field: {kind.plural} have no field {named}",)
    return names, ()
