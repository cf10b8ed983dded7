"""What an import did."""

from __future__ import annotations

from dataclasses import dataclass

from admin.importing.findings import Findings


@dataclass(frozen=True)
class KindReport:
    """One record kind's numbers. `changed` also counts records whose file the set does not have but
    whose schools changed because of the others."""

    kind: str
    read: int
    added: int
    changed: int
    deleted: int
    moved: int

    @property
    def unchanged(self) -> int:
        return self.read - self.added - (self.changed - self.moved)

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
