"""How an import is meant by who starts it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class ImportOptions:
    """`is_strict`: nothing is tolerated. `is_dry_run`: assess the set, change nothing.
    `max_deletions`: how much of a school's users, classes or enrollments may be deleted, in
    percent, unless it `accepts_deletions`."""

    is_strict: bool = False
    is_dry_run: bool = False
    accepts_deletions: bool = False
    max_deletions: int = 10
