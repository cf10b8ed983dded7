"""A clock that the test sets, in the place of the database's own."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

from admin.connection import connect
from tests.servers import words

START = datetime(2026, 9, 1, 6, 0, tzinfo=UTC)


class Clock:
    """All changes of the database at `database` are dated by it from now on."""

    def __init__(self, database: str) -> None:
        self._connection = connect(database)
        self._connection.autocommit = True
        for statement in words(database).clock:
            self._connection.execute(statement)
        self.now = START

    def advance(self, seconds: float) -> None:
        """Into the past, when `seconds` are negative."""
        self.now += timedelta(seconds=seconds)
        self._connection.execute("update clock set now = ?", self.now.replace(tzinfo=None))

    def close(self) -> None:
        self._connection.close()
