"""A district on its way into a CSV set: sourcedIds, base fields, and chance that repeats itself."""

from __future__ import annotations

import uuid
from datetime import datetime, timedelta
from random import Random

from samples.csv_set import CsvSet

GRADES = ("07", "08", "09", "10", "11", "12", "13")
DELETED = 0.02  # the share of users and enrolments that are to be deleted
_NAMESPACE = uuid.UUID("5b0e5d0e-6f0e-4c39-8f38-0a4d6b1f7f10")
_FIRST = datetime(2026, 1, 1)


class District:
    """Puts records into `out`. The records' keys are words and numbers that tell them apart."""

    def __init__(self, name: str, out: CsvSet, changed_every: int = 0) -> None:
        self.name = name
        self.random = Random(f"xporter bench {name}")
        self._out = out
        self._changed_every = changed_every
        self._emails = 0

    def put(self, file: str, key: str, **cells: str | list[str]) -> None:
        """One row, active unless its cells say otherwise, last modified in early 2026."""
        base = {"status": "active", "dateLastModified": self._instant()}
        self._out.put(file, sourcedId=self.sourced_id(key), **{**base, **cells})

    def sourced_id(self, key: str) -> str:
        return sourced_id(self.name, key)

    def email(self, username: str) -> str:
        """The user's address, at another host when it is one of those that changed."""
        self._emails += 1
        changed = self._changed_every and self._emails % self._changed_every == 0
        return f"{username}@{'changed' if changed else 'bench'}.example"

    def status(self) -> str:
        return "tobedeleted" if self.random.random() < DELETED else "active"

    def _instant(self) -> str:
        """Some moment of the 200 days from New Year on."""
        moment = _FIRST + timedelta(milliseconds=self.random.randrange(200 * 86_400_000))
        return moment.isoformat(timespec="milliseconds") + "Z"


def sourced_id(district: str, key: str) -> str:
    """The sourcedId of a district's record."""
    return str(uuid.uuid5(_NAMESPACE, f"{district}/{key}"))
