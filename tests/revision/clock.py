"""A clock that the test sets, in the place of the database's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pyodbc

START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)
_REPLACED = """
create table clock (now timestamptz not null);
insert into clock values ('2026-09-01T06:00:00Z');
create or replace function gcidm.clock() returns timestamptz
language sql volatile security definer set search_path = gcidm, pg_temp
as 'select now from public.clock'
"""


class Clock:
    """All changes of the database at `database` are dated by it from now on."""

    def __init__(self, database: str) -> None:
        self._connection = pyodbc.connect(database, autocommit=True)
        self._connection.execute(_REPLACED)
        self.now = START

    def advance(self, seconds: float) -> None:
        """Into the past, when `seconds` are negative."""
        self.now += timedelta(seconds=seconds)
        self._connection.execute("update clock set now = ?", self.now.isoformat())

    def close(self) -> None:
        self._connection.close()
