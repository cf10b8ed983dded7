"""The floor: how fast PostgreSQL itself hands out the documents, to nobody."""

from __future__ import annotations

import time

import pyodbc

from bench.cpu import cpu_seconds

REPEATS = 3  # CPU time is counted in hundredths of a second
# The documents of a feed, in the order in which a reader gets them. /dev/null is the server's own.
_COPIES = {
    "users": "copy (select doc from gcidm.users where feedId = {feed:d} order by sourcedId)"
    " to '/dev/null'",
    "enrollments": "copy (select doc from gcidm.enrollments where feedId = {feed:d}"
    " order by sourcedId) to '/dev/null'",
}
_COUNTS = {
    "users": "select count(*) from gcidm.users where feedId = ?",
    "enrollments": "select count(*) from gcidm.enrollments where feedId = ?",
}


def measure_floor(connection: pyodbc.Connection, feed: str, postmaster: int) -> dict[str, float]:
    """PostgreSQL's COPY of all users and of all enrolments of the feed of that name.

    `<kind> floor seconds` is the time for all of them, `<kind> floor` the milliseconds of CPU for
    one. The connection is the owner's: only a superuser may write to the server's files.
    """
    find = "select feedId from gcidm.feeds where name = ?"
    feed_id = int(connection.execute(find, feed).fetchval())
    found: dict[str, float] = {}
    for kind, copy in _COPIES.items():
        records = int(connection.execute(_COUNTS[kind], feed_id).fetchval())
        seconds, spent = _run(connection, copy.format(feed=feed_id), postmaster)
        found |= {f"{kind} floor seconds": seconds, f"{kind} floor": spent / records * 1000}
    connection.rollback()
    return found


def _run(connection: pyodbc.Connection, copy: str, postmaster: int) -> tuple[float, float]:
    """Seconds and CPU seconds of one COPY."""
    before, started = cpu_seconds([postmaster]), time.perf_counter()
    for _ in range(REPEATS):
        connection.execute(copy)
    seconds = time.perf_counter() - started
    return seconds / REPEATS, (cpu_seconds([postmaster]) - before) / REPEATS
