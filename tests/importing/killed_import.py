"""An import that kills its own process: python -m tests.importing.killed_import SET DATABASE N S

S seconds after it began its Nth statement, the commit counted as one, the process is no more, as
when the machine fails.
"""

from __future__ import annotations

import os
import signal
import sys
import threading
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from admin.connection import connect
from admin.importing import ImportOptions, import_set

NOW = datetime(2026, 9, 2, 6, 0, tzinfo=UTC)


class Deadly:
    """A connection that counts its statements; about the `last` it is over, 0: never."""

    def __init__(self, database: str, last: int, seconds: float) -> None:
        self._connection = connect(database)
        self._last, self._seconds = last, seconds
        self.statements = 0

    def execute(self, *arguments: Any) -> Any:
        self._count()
        return self._connection.execute(*arguments)

    def commit(self) -> None:
        self._count()
        self._connection.commit()

    def __getattr__(self, name: str) -> Any:
        return getattr(self._connection, name)

    def _count(self) -> None:
        self.statements += 1
        if self.statements == self._last:
            kill = threading.Timer(self._seconds, os.kill, (os.getpid(), signal.SIGKILL))
            kill.daemon = True
            kill.start()


def main(path: str, database: str, last: str, seconds: str) -> None:
    """Imports the set into the feed D."""
    connection: Any = Deadly(database, int(last), float(seconds))
    options = ImportOptions(accepts_deletions=True)
    import_set(connection, Path(path), "D", now=NOW, options=options)


if __name__ == "__main__":
    main(*sys.argv[1:])
