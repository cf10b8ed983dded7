"""What was measured, round after round, and how it compares with the rows' limits."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from operator import sub, truediv
from statistics import median

from bench.probes import Row

PARTS = ("web", "functions", "PostgreSQL")


@dataclass
class Quantities:
    """The values of each quantity, in the order in which they were measured."""

    values: dict[str, list[float]] = field(default_factory=dict)

    def add(self, measured: Mapping[str, float]) -> None:
        for name, value in measured.items():
            self.values.setdefault(name, []).append(value)

    def has(self, names: Iterable[str]) -> bool:
        return all(name in self.values for name in names)


@dataclass(frozen=True)
class Outcome:
    """A row with its median and the lowest and highest of its rounds, its floor, and how much of
    the median each part of the system has; None: not measured, or no floor."""

    row: Row
    median: float | None = None
    lowest: float | None = None
    highest: float | None = None
    floor: float | None = None
    parts: tuple[float, ...] = ()

    @property
    def ok(self) -> bool | None:
        return None if self.median is None else self.median <= self.row.limit


def judge(row: Row, quantities: Quantities) -> Outcome:
    """The row's outcome. A ratio, or a difference, is taken round by round when both were measured
    as often, so that what slows the machine down for a while slows both; else by the median of what
    it is over."""
    if not quantities.has(row.needs):
        return Outcome(row)
    values = quantities.values[row.quantity]
    if row.over:
        values = _compared(values, quantities.values[row.over], truediv)
    if row.beyond:
        values = _compared(values, quantities.values[row.beyond], sub)
    return Outcome(
        row,
        median(values),
        min(values),
        max(values),
        _floor(row, quantities),
        _parts(row, quantities),
    )


def part_name(quantity: str, part: str) -> str:
    """The quantity that says how much of another one is a part's."""
    return f"{quantity}: {part}"


def _parts(row: Row, quantities: Quantities) -> tuple[float, ...]:
    names = [part_name(row.quantity, part) for part in PARTS]
    if row.over or row.beyond or not quantities.has(names):
        return ()
    return tuple(median(quantities.values[name]) for name in names)


def _floor(row: Row, quantities: Quantities) -> float | None:
    """Milliseconds of CPU that COPY takes for as many documents."""
    costs = quantities.values.get(f"{row.kind} floor")
    return median(costs) * row.records if costs else None


def _compared(
    values: list[float], others: list[float], compare: Callable[[float, float], float]
) -> list[float]:
    if len(values) != len(others):
        others = [median(others)] * len(values)
    return list(map(compare, values, others))
