"""A probe measures a quantity, a row of the table judges one."""

from __future__ import annotations

from dataclasses import dataclass

from bench.orders import ID

SINCE = "{since}"  # in a target: the moment between a district's two imports


@dataclass(frozen=True)
class Probe:
    """Measures the quantity `name`: milliseconds of CPU a request, over 8 connections.

    Each connection asks for all of `before`, unmeasured, and then for all of `measured`; a page
    holds `records` records. `tenant` says whose token is used, and whose parents take turns as ID
    in a target; `way` how it is shown (bench/authorize.py).
    """

    name: str
    tenant: str
    before: tuple[str, ...]
    measured: tuple[str, ...]
    records: int
    way: str = "bearer"
    method: str = "GET"

    @property
    def takes_turns(self) -> bool:
        return any(ID in target for target in self.measured)

    @property
    def needs_changes(self) -> bool:
        """Whether it asks for what a second import changed."""
        return any(SINCE in target for target in self.measured)


@dataclass(frozen=True)
class Row:
    """A line of the table: `quantity`, or its ratio to `over`, or what it is more than `beyond`, is
    at most `limit` `unit`.

    `records` documents of the kind `kind` are what the request hands out: what they cost
    PostgreSQL's COPY is shown beside it.
    """

    request: str
    quantity: str
    limit: float
    unit: str
    over: str = ""
    kind: str = ""
    records: int = 0
    beyond: str = ""

    @property
    def needs(self) -> set[str]:
        """The quantities that the row is made of."""
        return {self.quantity, self.over, self.beyond} - {""}


def page(
    name: str,
    tenant: str,
    target: str,
    *,
    records: int,
    times: int,
    way: str = "bearer",
    method: str = "GET",
) -> Probe:
    """The same request, `times` times over each connection, after half as many to warm up."""
    targets = (target,) * times
    return Probe(name, tenant, targets[: max(3, times // 2)], targets, records, way, method)


def walk(
    name: str, tenant: str, target: str, *, last: int, size: int, pages: int, times: int = 1
) -> Probe:
    """Page after page up to the offset `last`, of which only the last `pages` are measured, `times`
    times."""
    targets = [f"{target}&offset={offset}" for offset in range(0, last + 1, size)]
    return Probe(name, tenant, tuple(targets[:-pages]), tuple(targets[-pages:]) * times, size)
