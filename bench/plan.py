"""How much of it is measured: everything, or a quick look at the small district."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace

from bench.probes import Probe, Row
from bench.requests import ALONE, PROBES, ROWS
from bench.sizes import L, S, Size

_BEYOND_S = ("deep", "active")  # how the names of probes begin that ask for more than S has
WHOLE_QUANTITIES = {"whole seconds", "whole first byte"}
ALWAYS = {"enrollments floor seconds", "resident", "import seconds", "import resident"}


@dataclass(frozen=True)
class Plan:
    """`tenants` are imported first, `others` after the quantities `alone` were measured. `target`
    is the tenant whose import, memory and unlimited read are measured, and which is imported again
    with every `change_every`-th user changed when a probe asks for what changed."""

    tenants: dict[str, Size]
    others: dict[str, Size]
    target: str
    change_every: int
    rounds: int
    alone: tuple[Probe, ...]
    probes: tuple[Probe, ...]
    rows: tuple[Row, ...]
    note: str

    @property
    def changes(self) -> bool:
        return any(probe.needs_changes for probe in self.probes)

    @property
    def reads_whole(self) -> bool:
        return any(row.needs & WHOLE_QUANTITIES for row in self.rows)


FULL = Plan(
    tenants={"S": S, "L": L},
    others={"M": L, "N": L},
    target="L",
    change_every=100,
    rounds=5,
    alone=ALONE,
    probes=PROBES,
    rows=ROWS,
    note="",
)


def quick() -> Plan:
    """S stands in for L, and what compares the two, or goes deeper than S is, is left out."""
    probes = [_on_s(probe) for probe in PROBES if probe.tenant == "L"]
    reachable = tuple(probe for probe in probes if not probe.name.startswith(_BEYOND_S))
    known = {probe.name for probe in reachable} | WHOLE_QUANTITIES | ALWAYS
    return Plan(
        tenants={"S": S},
        others={},
        target="S",
        change_every=20,
        rounds=2,
        alone=(),
        probes=reachable,
        rows=tuple(row for row in ROWS if row.needs <= known),
        note="--quick: district S instead of L, so the limits are only a hint",
    )


def only(plan: Plan, words: Sequence[str]) -> Plan:
    """The plan with just the rows that have one of the words in their request, and their probes.

    Raises ValueError when there is no such row.
    """
    rows = tuple(row for row in plan.rows if any(word in row.request for word in words))
    if not rows:
        known = "\n".join(f"  {row.request}" for row in plan.rows)
        raise ValueError(f"no row has {' or '.join(map(repr, words))} in it; there are:\n{known}")
    needed = {name for row in rows for name in row.needs}
    alone = tuple(probe for probe in plan.alone if probe.name in needed)
    probes = tuple(probe for probe in plan.probes if probe.name in needed)
    others = plan.others if alone else {}
    return replace(plan, rows=rows, alone=alone, probes=probes, others=others)


def _on_s(probe: Probe) -> Probe:
    """Fewer requests, by the other relying party."""
    return replace(probe, tenant="S", measured=probe.measured[: max(3, len(probe.measured) // 5)])
