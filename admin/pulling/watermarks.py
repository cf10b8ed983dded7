"""Since when each kind of a feed is to be asked for, kept in the database."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pyodbc

from admin.importing.procedures import call
from admin.pulling.state import Collection, State
from functions.documents import instant

# Clocks differ, and what is changed becomes visible later: of a provider that tells the revision of
# its data (another Xporter) no more than clocks, of others who knows what.
_CLOCKS = timedelta(minutes=1)
_LATE = timedelta(hours=1)


@dataclass(frozen=True)
class Watermark:
    """What is known of a kind after a pull: `since` when to ask for changes, when the last full
    pull was (`fullAt`), and by how many active records the provider had more than the feed."""

    kind: str
    source: str
    since: datetime
    fullAt: datetime
    difference: int | None


def get_watermarks(connection: pyodbc.Connection, feed: str) -> dict[str, Watermark]:
    """By kind. The transaction that it takes is over."""
    rows = call(connection, "gcidm.get_pulls", feed)
    connection.rollback()
    return {
        kind: Watermark(kind, source, _utc(since), _utc(full_at), difference)
        for kind, source, since, full_at, difference in rows
    }


def save_watermarks(
    connection: pyodbc.Connection, feed: str, watermarks: Iterable[Watermark]
) -> None:
    """Saves and commits them."""
    batch = [
        vars(one) | {"since": instant(one.since), "fullAt": instant(one.fullAt)}
        for one in watermarks
    ]
    call(connection, "gcidm.save_pulls", feed, json.dumps(batch))
    connection.commit()


def reached(
    state: State, known: Mapping[str, Watermark], differences: Mapping[str, int | None]
) -> list[Watermark]:
    """The watermarks after a pull that was imported: of what was served and can be asked again."""
    found = []
    for one in state.served():
        before = known[one.kind] if one.since else None
        since = next_since(state, one, before.since if before else None)
        if since:
            full_at = before.fullAt if before else state.begun
            difference = differences.get(one.kind)
            found.append(Watermark(one.kind, state.source, since, full_at, difference))
    return found


def next_since(state: State, one: Collection, before: datetime | None) -> datetime | None:
    """Since when to ask next: the provider's clock when the pull began, or its newest record if
    that is older, less a margin; None when neither is known."""
    newest = datetime.fromisoformat(one.newest) if one.newest else None
    if one.revision and state.clock:
        return state.clock - _CLOCKS
    if newest is None:
        return before
    reached = min(newest, state.clock or newest) - _LATE
    return max(reached, before) if before else reached


def _utc(value: datetime) -> datetime:
    return value if value.tzinfo else value.replace(tzinfo=UTC)
