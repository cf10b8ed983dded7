"""Measures speed and memory of the whole system, and prints them beside their limits.

    python -m bench [--quick] [--rows WORD ...] [--rounds N]

It takes some minutes and wants a machine that does nothing else. The database that it fills is its
own and gone afterwards. Targets that were missed are told, and are no failure.
"""

from __future__ import annotations

import argparse
import signal
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

from bench import cpu, drive, machine, report
from bench.floor import measure_floor
from bench.generate_district import generate
from bench.markdown import markdown
from bench.orders import Order
from bench.plan import FULL, Plan, only, quick
from bench.quantities import Quantities, judge, part_name
from bench.requests import WHOLE, Probe
from bench.sizes import Size
from bench.system import FAILURES, System, private_system
from local.places import STATE


def main() -> None:
    """Exits with 0 when everything was measured, whatever came out; with 1 and the reason else."""
    signal.signal(signal.SIGTERM, lambda number, frame: sys.exit(1))  # so that all is tidied up
    try:
        cpu.require_proc()
        run(_plan())
    except (cpu.NotMeasurable, drive.LoadFailed, ValueError, *FAILURES) as error:
        print(f"The benchmark stopped: {error}", file=sys.stderr)
        sys.exit(1)


def run(plan: Plan, state: Path = STATE) -> None:
    """Measure what the plan says; print the table and write `state`/bench.json and bench.md."""
    with private_system(state / "bench") as system:
        quantities = _measure_all(system, plan)
        kind = machine.describe(system.postgres_version)
    outcomes = [judge(row, quantities) for row in plan.rows]
    report.show(outcomes, quantities, kind, plan.note)
    report.write(state / "bench.json", outcomes, quantities, kind, plan.note)
    (state / "bench.md").write_text(markdown(outcomes, kind), encoding="utf-8")


def _measure_all(system: System, plan: Plan) -> Quantities:
    quantities = Quantities()
    _import(system, plan.tenants, plan.target, quantities)
    with system.serving():
        tokens = {name: system.token(name) for name in plan.tenants}
        if plan.alone:
            for _ in _rounds(plan, ", before the other tenants"):
                quantities.add(_measure(system, plan.alone, tokens))
        _import(system, plan.others, "", quantities)
        for _ in _rounds(plan):
            quantities.add(_measure(system, plan.probes, tokens))
            quantities.add(_measure_whole(system, plan, tokens[plan.target]))
            quantities.add(_measure_floor(system, plan.target))
        quantities.add({"resident": system.peak_resident()})
    return quantities


def _rounds(plan: Plan, when: str = "") -> Iterator[int]:
    for number in range(1, plan.rounds + 1):
        _say(f"Round {number} of {plan.rounds}{when}")
        yield number


def _import(system: System, tenants: dict[str, Size], target: str, quantities: Quantities) -> None:
    """Generate and import districts; the import of `target` is a measurement."""
    for name, size in tenants.items():
        _say(f"Importing {name}: {size.users:,} users, {size.enrollments:,} enrolments")
        folder = system.folder / name  # the feed is named after it
        generate(folder, name, size)
        seconds, resident = system.import_district(folder)
        if name == target:
            quantities.add({"import seconds": seconds, "import resident": resident})
    system.settle()


def _measure(system: System, probes: Iterable[Probe], tokens: dict[str, str]) -> dict[str, float]:
    """The CPU time of each probe: of all our processes, and of each part of the system."""
    roots = system.roots
    found: dict[str, float] = {}
    for probe in probes:
        parts = drive.cpu_per_request(_order(system, probe, tokens[probe.tenant]), roots)
        found[probe.name] = sum(parts.values())
        found |= {part_name(probe.name, part): spent for part, spent in parts.items()}
    return found


def _order(system: System, probe: Probe, token: str) -> Order:
    return Order(system.ports.web, token, probe.before, probe.measured, probe.records)


def _measure_whole(system: System, plan: Plan, token: str) -> dict[str, float]:
    """All enrolments in one request, when a row asks for them."""
    if not plan.reads_whole:
        return {}
    records = plan.tenants[plan.target].enrollments
    order = Order(system.ports.web, token, (), (WHOLE,), records, connections=1)
    reading = drive.read_whole(order)
    return {"whole seconds": reading.seconds, "whole first byte": reading.first_byte * 1000}


def _measure_floor(system: System, feed: str) -> dict[str, float]:
    with system.connection() as connection:
        return measure_floor(connection, feed, system.postmaster)


def _plan() -> Plan:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the small district, fewer requests")
    parser.add_argument("--rows", nargs="+", metavar="WORD", help="only rows with one of the words")
    parser.add_argument("--rounds", type=int, help="how often everything is measured")
    given = parser.parse_args()
    plan = quick() if given.quick else FULL
    plan = only(plan, given.rows) if given.rows else plan
    return replace(plan, rounds=given.rounds) if given.rounds else plan


def _say(text: str) -> None:
    print(text, flush=True)
