"""The instant of a change: what the dateLastModified of its records is."""

from __future__ import annotations

from datetime import UTC, datetime

import pyodbc

from admin.importing.procedures import call


def next_instant(connection: pyodbc.Connection) -> datetime:
    """Now, to the millisecond, but later than every change before (sql: next_instant)."""
    now: datetime = call(connection, "gcidm.next_instant")[0][0]
    return now.replace(tzinfo=UTC)
