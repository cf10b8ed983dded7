"""What an import would change, and what looks wrong with the set: known before anything changes."""

from __future__ import annotations

from dataclasses import dataclass

from admin.errors import AdminError
from admin.importing.findings import Findings
from admin.importing.report import KindReport

# A school may always lose fewer than this many records of a kind: one of five is no accident.
FLOOR = 10
_NAMED = 5


@dataclass(frozen=True)
class Concern:
    """Something that is allowed and yet looks wrong: how often, and the first few sourcedIds."""

    title: str
    number: int
    examples: str


@dataclass(frozen=True)
class Loss:
    """How many of a school's active records of a kind would be deleted: `lost` of `had`."""

    sourcedId: str
    school: str
    kind: str
    had: int
    lost: int

    @property
    def percent(self) -> float:
        return 100 * self.lost / self.had

    def exceeds(self, percent: int) -> bool:
        """Whether it is more than `percent`, and not too few to matter."""
        return self.lost >= FLOOR and self.percent > percent


@dataclass(frozen=True)
class Assessment:
    """Of the import of a set into `feed`; `findings` has what was tolerated. `kinds` tells what
    would become of the records."""

    feed: str
    findings: Findings
    kinds: tuple[KindReport, ...] = ()
    concerns: tuple[Concern, ...] = ()
    losses: tuple[Loss, ...] = ()

    def too_great(self, percent: int) -> tuple[Loss, ...]:
        """The losses for which an import is held back when a school may lose `percent`."""
        return tuple(loss for loss in self.losses if loss.exceeds(percent))


class ImportHeldBack(AdminError):
    """The import would delete more than it may; nothing was changed."""

    def __init__(self, losses: tuple[Loss, ...], percent: int) -> None:
        said = "; ".join(
            f"{one.school} ({one.sourcedId}) would lose {one.lost:,} of {one.had:,} {one.kind}"
            for one in losses[:_NAMED]
        )
        more = len(losses) - _NAMED
        said += f"; and {more:,} more such losses" if more > 0 else ""
        super().__init__(
            f"Held back: more than {percent} % of a school's records would be deleted: {said}. "
            "Nothing was changed. If that is meant, import with --accept-deletions."
        )
        self.losses = losses
