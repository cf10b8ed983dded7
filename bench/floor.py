"""The floor: how fast PostgreSQL itself hands out the documents, to nobody."""

from __future__ import annotations

import time

import pyodbc

from bench.cpu import cpu_seconds

# The documents of a feed, in the order in which a reader gets them. /dev/null is the server's own.
_COPY = """
copy (select doc from gcidm.enrollments where feedId = {feed:d} order by sourcedId)
to '/dev/null'
"""


def measure_floor(connection: pyodbc.Connection, feed: str, postmaster: int) -> dict[str, float]:
    """Seconds and CPU seconds of PostgreSQL's COPY of all enrolments of the feed of that name.

    The connection is the owner's: only a superuser may write to the server's files.
    """
    find = "select feedId from gcidm.feeds where name = ?"
    feed_id = int(connection.execute(find, feed).fetchval())
    before, started = cpu_seconds([postmaster]), time.perf_counter()
    connection.execute(_COPY.format(feed=feed_id))
    seconds = time.perf_counter() - started
    spent = cpu_seconds([postmaster]) - before
    connection.rollback()
    return {"floor seconds": seconds, "floor CPU seconds": spent}
