"""Whether the feed has as many records as the provider: of some losses no delta tells."""

from __future__ import annotations

import json
from collections.abc import Mapping

import pyodbc

from admin.importing.procedures import call
from admin.pulling.state import State
from admin.pulling.watermarks import Watermark
from functions.filter import read_filter
from shared.oneroster import KIND

Differences = Mapping[str, int | None]


def count_differences(connection: pyodbc.Connection, state: State) -> Differences:
    """By how many active records of each kind the provider has more than the feed; None where it
    does not say."""
    feed = {row.name: row.feedid for row in call(connection, "gcidm.get_feeds")}[state.feed]
    found = {
        one.kind: None if one.active is None else one.active - _count(connection, feed, one.kind)
        for one in state.served()
    }
    return found


def behind(
    state: State, known: Mapping[str, Watermark], differences: Differences
) -> tuple[str, ...]:
    """The kinds that were asked for changes, and whose difference is another one than before."""
    return tuple(
        one.kind
        for one in state.served()
        if one.since and _differs(known[one.kind].difference, differences[one.kind])
    )


def _count(connection: pyodbc.Connection, feed_id: int, kind: str) -> int:
    active = json.dumps(read_filter("status='active'", KIND[kind]).as_query())
    return int(call(connection, "gcidm.count_feed", kind, feed_id, active)[0][0])


def _differs(before: int | None, now: int | None) -> bool:
    return None not in (before, now) and before != now
