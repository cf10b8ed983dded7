"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass

from admin.importing.findings import Findings


@dataclass(frozen=True)
class KindReport:
    """One record kind's numbers. `changed` also counts records that the set does not state but
    whose lists or schools change because of the others; `deleted` also those that it lacks."""

    kind: str
    read: int
    added: int
    changed: int
    unchanged: int
    deleted: int

    @property
    def to_save(self) -> int:
        return self.added + self.changed + self.deleted


@dataclass(frozen=True)
class ImportReport:
    """`revision` is the feed's after the import, None when nothing changed."""

    feed: str
    kinds: tuple[KindReport, ...]
    revision: int | None
    findings: Findings
