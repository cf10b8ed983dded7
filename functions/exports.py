"""How many exports a relying party runs at once, over all instances together.

An export is a row of the database that ends by itself unless it is kept: each page that is read for
it keeps it, at most every KEEP_EVERY seconds.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Sequence
from typing import Any

from functions.identity import Identity
from functions.remember import Remembered
from shared.errors import InvalidData, TooManyRequests

LASTS = 120  # seconds, unless it is kept
KEEP_EVERY = 30
RETRY_AFTER = 30
_MOST_REMEMBERED = 10_000
_NO_LIMIT = 2**31 - 1

Call = Callable[[str, Sequence[Any]], list[Any]]


class Exports:
    """Counts exports through `call(procedure, arguments) -> rows`; `most` is the limit of who has
    none of his own, 0: nobody has a limit."""

    def __init__(self, call: Call, most: int, clock: Callable[[], float] = time.monotonic) -> None:
        self._call = call
        self._most = most or _NO_LIMIT
        self._clock = clock
        self._kept: Remembered[float] = Remembered(_MOST_REMEMBERED)

    def begin(self, identity: Identity) -> str:
        """The id of a new export. Raises TooManyRequests when as many are running as may."""
        asked = [identity.relying_party_id, self._most, LASTS]
        (row,) = self._call("gcidm.begin_export", asked)
        if row.exportid is None:
            raise TooManyRequests(
                f"At most {row.most} exports may run at once; ask again when one has ended",
                {"Retry-After": str(RETRY_AFTER)},
            )
        return str(row.exportid)

    def keep(self, identity: Identity, export: str) -> None:
        """The export goes on. Raises InvalidData for what is no id."""
        now = self._clock()
        if now - (self._kept.get(export) or -KEEP_EVERY) >= KEEP_EVERY:
            self._kept.put(export, now)
            self._call("gcidm.keep_export", [identity.relying_party_id, _number(export), LASTS])

    def end(self, identity: Identity, export: str) -> None:
        """Another may begin. Raises InvalidData for what is no id."""
        self._call("gcidm.keep_export", [identity.relying_party_id, _number(export), 0])


def _number(export: str) -> int:
    if not (export.isascii() and export.isdigit() and len(export) <= 18):
        raise InvalidData(f"X-Export is '{export[:40]}'; it must be the id of an export, digits")
    return int(export)
