"""The parts of a set, however it is written: all records of a kind, or all links of a kind."""

from __future__ import annotations

from dataclasses import dataclass

PARENT = "parentSourcedId"


@dataclass(frozen=True)
class Reference:
    """A column of records that refer to records of the kind `to` (a plural), and the name under
    which the set shows it. One that leads nowhere is a problem, unless it `may_dangle`: then it is
    left out."""

    column: str
    to: str
    shown: str
    may_dangle: bool = False


@dataclass(frozen=True)
class Fold:
    """How a part goes into the users, whom it belongs to: by the procedure, whose rows are the
    lines and sourcedIds of users that break `rule`."""

    procedure: str
    column: str
    rule: str


@dataclass(frozen=True)
class Part:
    """`name` is that of the CSV file, without .csv, whichever form the set has. `states` names
    parts that this one states, too. A record `may_repeat` when it says the same each time. A part
    that `is_delta` has only what changed, else it has all that there is. Where records
    `may_be_orphaned`, those that refer to nothing are left out. With a `fold` its rows are no
    records of their own."""

    name: str
    references: tuple[Reference, ...]
    states: tuple[str, ...] = ()
    may_repeat: bool = False
    is_delta: bool = False
    may_be_orphaned: bool = False
    fold: Fold | None = None

    @property
    def parent(self) -> Reference | None:
        """The reference that makes the part's records a tree."""
        return next((one for one in self.references if one.column == PARENT), None)
