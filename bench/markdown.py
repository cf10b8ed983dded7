"""The table as Markdown, to be quoted in the README."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from bench.quantities import PARTS, Outcome
from bench.report import measured, number

_HEAD = ("request", "at most", "measured", " + ".join(PARTS), "floor", "")
_MARKS = {True: "ok", False: "missed", None: ""}


def markdown(outcomes: Iterable[Outcome], machine: Mapping[str, str]) -> str:
    """A line on when and where it was measured, and the table."""
    where = ", ".join(f"{name} {value}" for name, value in machine.items())
    lines = [_HEAD, ("---",) * len(_HEAD), *map(_cells, outcomes)]
    return "\n".join([f"Measured: {where}.", "", *map(_line, lines)]) + "\n"


def _cells(outcome: Outcome) -> tuple[str, ...]:
    row = outcome.row
    return (
        row.request,
        f"{row.limit:g} {row.unit}",
        measured(outcome),
        " + ".join(map(number, outcome.parts)),
        number(outcome.floor),
        _MARKS[outcome.ok],
    )


def _line(cells: tuple[str, ...]) -> str:
    return f"| {' | '.join(cells)} |"
