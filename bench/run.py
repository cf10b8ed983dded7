"""Measures speed and memory of the whole system, and prints them beside their limits.

    python -m bench [--quick] [--rows WORD ...] [--rounds N]

It takes some minutes and wants a machine that does nothing else. The database that it fills is its
own and gone afterwards. Targets that were missed are told, and are no failure. With
XPORTER_TEST_SERVER, an ODBC connection string, that server is used in the place of a private
PostgreSQL; its own CPU time is not seen then.
"""

from __future__ import annotations

import argparse
import os
import signal
import sys
from dataclasses import replace
from pathlib import Path

from bench import cpu, drive, machine, report
from bench.markdown import markdown
from bench.measure import measure
from bench.plan import FULL, Plan, only, quick
from bench.quantities import judge
from bench.system import FAILURES, measured_system
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
    given = os.environ.get("XPORTER_TEST_SERVER", "")
    with measured_system(state / "bench", given) as system:
        quantities = measure(system, plan)
        kind = machine.describe(system.server.version)
    outcomes = [judge(row, quantities) for row in plan.rows]
    report.show(outcomes, quantities, kind, plan.note)
    report.write(state / "bench.json", outcomes, quantities, kind, plan.note)
    (state / "bench.md").write_text(markdown(outcomes, kind), encoding="utf-8")


def _plan() -> Plan:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument("--quick", action="store_true", help="the small district, fewer requests")
    parser.add_argument("--rows", nargs="+", metavar="WORD", help="only rows with one of the words")
    parser.add_argument("--rounds", type=int, help="how often everything is measured")
    given = parser.parse_args()
    plan = quick() if given.quick else FULL
    plan = only(plan, given.rows) if given.rows else plan
    return replace(plan, rounds=given.rounds) if given.rounds else plan
