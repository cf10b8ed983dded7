"""A connection whose commit is left to the test."""

from __future__ import annotations

from typing import Any

from admin.connection import connect


class Uncommitted:
    """A connection to `database`, but for its commit: that is the test's, by `connection`."""

    def __init__(self, database: str) -> None:
        self.connection = connect(database)

    def __getattr__(self, name: str) -> Any:
        return getattr(self.connection, name)

    def commit(self) -> None:
        """Not yet."""
