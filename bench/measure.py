"""The order of what is measured, on a system that is empty at first."""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator, Mapping
from datetime import UTC, datetime
from urllib.parse import quote

from bench import drive
from bench.district_people import parents
from bench.generate_district import generate
from bench.plan import Plan
from bench.probes import Probe
from bench.quantities import Quantities, part_name
from bench.requests import WHOLE
from bench.sizes import Size
from bench.system import System
from bench.tenants import Tenant

SECONDS_AFTER_AN_IMPORT = 11


def measure(system: System, plan: Plan) -> Quantities:
    """All quantities of the plan. Raises LoadFailed, and those of bench.system.FAILURES."""
    quantities = Quantities()
    _import(system, plan.tenants, plan.target, quantities)
    since = _change(system, plan)
    with system.serving():
        tenants = {name: _tenant(system, name, size, since) for name, size in plan.tenants.items()}
        if plan.alone:
            for _ in _rounds(plan, ", before the other tenants"):
                quantities.add(_measure(system, plan.alone, tenants))
        _import(system, plan.others, "", quantities)
        for _ in _rounds(plan):
            quantities.add(_measure(system, plan.probes, tenants))
            quantities.add(_measure_whole(plan, tenants[plan.target]))
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
    system.server.settle()


def _change(system: System, plan: Plan) -> str:
    """Import the target once more, a little changed, when a probe asks for changes: the moment
    before, as queries have it. It is well after the first import, whose records a query for what
    is newer would give once more otherwise (sql: changed_from)."""
    if plan.changes:
        time.sleep(SECONDS_AFTER_AN_IMPORT)
    moment = datetime.now(UTC).isoformat(timespec="milliseconds")
    if plan.changes:
        _say(f"Importing {plan.target} again, one in {plan.change_every} users changed")
        folder = system.folder / plan.target
        generate(folder, plan.target, plan.tenants[plan.target], plan.change_every)
        system.import_district(folder)
        system.server.settle()
    return quote(moment)


def _tenant(system: System, name: str, size: Size, since: str) -> Tenant:
    return Tenant(system.ports.web, system.relying_party(name), tuple(parents(name, size)), since)


def _measure(
    system: System, probes: Iterable[Probe], tenants: Mapping[str, Tenant]
) -> dict[str, float]:
    """The CPU time of each probe: of all our processes, and of each part of the system."""
    roots = system.roots
    found: dict[str, float] = {}
    for probe in probes:
        parts = drive.cpu_per_request(tenants[probe.tenant].order(probe), roots)
        found[probe.name] = sum(parts.values())
        found |= {part_name(probe.name, part): spent for part, spent in parts.items()}
    return found


def _measure_whole(plan: Plan, tenant: Tenant) -> dict[str, float]:
    """All enrolments in one request, when a row asks for them."""
    if not plan.reads_whole:
        return {}
    reading = drive.read_whole(tenant.whole(WHOLE, plan.tenants[plan.target].enrollments))
    return {"whole seconds": reading.seconds, "whole first byte": reading.first_byte * 1000}


def _measure_floor(system: System, feed: str) -> dict[str, float]:
    with system.connection() as connection:
        return system.server.floor(connection, feed)


def _say(text: str) -> None:
    print(text, flush=True)
