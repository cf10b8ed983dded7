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

    def __init__(self, name: str, out: CsvSet) -> None:
        self.name = name
        self.random = Random(f"xporter bench {name}")
        self._out = out

    def put(self, file: str, key: str, **cells: str | list[str]) -> None:
        """One row, active unless its cells say otherwise, last modified in early 2026."""
        base = {"status": "active", "dateLastModified": self._instant()}
        self._out.put(file, sourcedId=self.sourced_id(key), **{**base, **cells})

    def sourced_id(self, key: str) -> str:
        return str(uuid.uuid5(_NAMESPACE, f"{self.name}/{key}"))

    def status(self) -> str:
        return "tobedeleted" if self.random.random() < DELETED else "active"

    def _instant(self) -> str:
        """Some moment of the 200 days from New Year on."""
        moment = _FIRST + timedelta(milliseconds=self.random.randrange(200 * 86_400_000))
        return moment.isoformat(timespec="milliseconds") + "Z"
