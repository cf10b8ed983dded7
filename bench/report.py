"""The table that people read, and the JSON file for whoever compares runs."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median

from rich.console import Console
from rich.table import Table

from bench.quantities import PARTS, Outcome, Quantities

_MARKS = {True: "[green]yes[/green]", False: "[red]no[/red]", None: "not measured"}


def show(
    outcomes: Sequence[Outcome], quantities: Quantities, machine: Mapping[str, str], note: str
) -> None:
    """Print the table, the times of the whole reply and of COPY, the machine, what was missed."""
    console = Console(emoji=False, width=max(130, Console().width))
    console.print(_table(outcomes, note))
    console.print(_whole(quantities), highlight=False)
    console.print(", ".join(f"{name}: {value}" for name, value in machine.items()), markup=False)
    missed = [one.row.request for one in outcomes if one.ok is False]
    console.print(f"Missed: {'; '.join(missed)}." if missed else "No target missed.", markup=False)


def write(
    path: Path,
    outcomes: Sequence[Outcome],
    quantities: Quantities,
    machine: Mapping[str, str],
    note: str,
) -> None:
    """The same as JSON, with every value of every round."""
    rows = [{**asdict(one.row), **figures(one), "ok": one.ok} for one in outcomes]
    content = {
        "machine": dict(machine),
        "note": note,
        "rows": rows,
        "quantities": quantities.values,
    }
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(json.dumps(content, indent=2) + "\n", encoding="utf-8")


def figures(outcome: Outcome) -> dict[str, object]:
    return {
        "median": outcome.median,
        "lowest": outcome.lowest,
        "highest": outcome.highest,
        "floor": outcome.floor,
        "parts": dict(zip(PARTS, outcome.parts, strict=False)),
    }


def _table(outcomes: Sequence[Outcome], note: str) -> Table:
    table = Table(title=f"make bench {note}".strip(), title_justify="left")
    parts = " + ".join(PARTS)
    for name in ("request", "at most", "measured (lowest to highest)", parts, "floor", "ok?"):
        table.add_column(name, justify="left" if name == "request" else "right")
    for one in outcomes:
        limit = f"{one.row.limit:g} {one.row.unit}"
        split = " + ".join(map(number, one.parts))
        table.add_row(
            one.row.request, limit, measured(one), split, number(one.floor), _MARKS[one.ok]
        )
    return table


def measured(outcome: Outcome) -> str:
    """`3.1 (2.9 to 3.4)`, or the value alone when it was measured once."""
    if outcome.median is None or outcome.lowest is None or outcome.highest is None:
        return "-"
    if outcome.lowest == outcome.highest:
        return number(outcome.median)
    return f"{number(outcome.median)} ({number(outcome.lowest)} to {number(outcome.highest)})"


def number(value: float | None) -> str:
    """Three digits that count, but no fraction of three-digit numbers."""
    if value is None:
        return ""
    return f"{value:.0f}" if value >= 100 else f"{value:.3g}"


def _whole(quantities: Quantities) -> str:
    """How long the whole reply and COPY took, of which the table has the ratio only."""
    names = {"whole seconds": "one request", "enrollments floor seconds": "COPY to /dev/null"}
    values = quantities.values
    times = [f"{words} {number(median(values[n]))} s" for n, words in names.items() if n in values]
    return f"floor: CPU of COPY for as many documents. All enrolments: {', '.join(times)}."
