"""Who read what, as the back-end wrote it down. Instants are naive and in UTC, as columns are."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyodbc

from admin.errors import AdminError
from admin.importing.procedures import call


@dataclass(frozen=True)
class Usage:
    """What one relying party asked for by one call. `unchanged` are the replies that said so (304),
    `errors` those from 400 up; `bytes` are before compression, `milliseconds` the back-end's on
    average, `last_full` and `last_delta` when it last read a whole list to its end, and what had
    changed."""

    relying_party: str
    call: str
    requests: int
    records: int
    bytes: int
    unchanged: int
    errors: int
    milliseconds: float
    slowest: float
    last_at: datetime
    last_full: datetime | None
    last_delta: datetime | None


@dataclass(frozen=True)
class RecordRead:
    """A page that a record was on. Not `sure`: the record, or what the relying party may see, has
    changed since, so that it may have been on it. `query` is what was asked, in short."""

    at: datetime
    relying_party: str
    call: str
    kind: str
    query: str
    sure: bool


def usage(
    connection: pyodbc.Connection, back: timedelta, relying_party: str | None = None
) -> tuple[Usage, ...]:
    """What was asked for in the time until now, by relying party and call."""
    rows = call(connection, "gcidm.get_usage", _since(back))
    found = (Usage(*row) for row in rows)
    return tuple(one for one in found if relying_party in (None, one.relying_party))


def reads_of(
    connection: pyodbc.Connection, sourced_id: str, back: timedelta
) -> tuple[RecordRead, ...]:
    """Who got the record of that sourcedId to read in the time until now, the first one first.

    Raises AdminError for what no sourcedId can be.
    """
    if not sourced_id or "\x00" in sourced_id:
        raise AdminError("Name the sourcedId of a record.")
    asked = (sourced_id, _since(back))
    rows = call(connection, "gcidm.get_recordReads", *asked)
    return tuple(
        RecordRead(at, name, read, kind, in_short(query), sure in (True, "1"))
        for at, name, read, kind, query, sure in rows
    )


def in_short(query: str) -> str:
    """The filter of a procedure's query (sql: conditions), and within what it looked."""
    asked = json.loads(query)
    parts = [f"{one['relation']} {one['value']}" for one in asked.get("within", ())]
    clauses = [
        f"{one['column']}{one['operator']}'{one['value']}'" for one in asked.get("filter", ())
    ]
    return ", ".join([*parts, f" {asked.get('logic', 'and')} ".join(clauses)]).strip(", ")


def _since(back: timedelta) -> datetime:
    return datetime.now(UTC).replace(tzinfo=None) - back
