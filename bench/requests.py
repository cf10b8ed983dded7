"""What is measured and how much it may cost: a probe measures quantities, a row judges one.

A new request to watch is a probe and a row here, and nothing else.
"""

from __future__ import annotations

from dataclasses import dataclass

XPORTER = "/api/ims/oneroster/v1p1"


@dataclass(frozen=True)
class Probe:
    """Measures the quantity `name`: milliseconds of CPU a request, over 8 connections.

    Each connection asks for all of `before`, unmeasured, and then for all of `measured`; a page
    holds `records` records. `tenant` says whose token is used.
    """

    name: str
    tenant: str
    before: tuple[str, ...]
    measured: tuple[str, ...]
    records: int


@dataclass(frozen=True)
class Row:
    """A line of the table: `quantity`, or its ratio to `over`, is at most `limit` `unit`.

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

    @property
    def needs(self) -> set[str]:
        """The quantities that the row is made of."""
        return {self.quantity, self.over} - {""}


def page(name: str, tenant: str, target: str, *, records: int, times: int) -> Probe:
    """The same page, `times` times over each connection, after half as many to warm up."""
    targets = (XPORTER + target,) * times
    return Probe(name, tenant, targets[: max(3, times // 2)], targets, records)


def walk(name: str, tenant: str, target: str, *, last: int, size: int, pages: int) -> Probe:
    """Page after page up to the offset `last`, of which only the last `pages` are measured."""
    targets = [f"{XPORTER}{target}&offset={offset}" for offset in range(0, last + 1, size)]
    return Probe(name, tenant, tuple(targets[:-pages]), tuple(targets[-pages:]), size)


# "alone" is what was measured before the other tenants came.
PROBES = (
    page("users", "L", "/users?limit=100", records=100, times=50),
    page("users on S", "S", "/users?limit=100", records=100, times=50),
    page("1000 enrollments", "L", "/enrollments?limit=1000", records=1000, times=25),
    page("5000 enrollments", "L", "/enrollments?limit=5000", records=5000, times=8),
    walk("deep users", "L", "/users?limit=100", last=39_900, size=100, pages=50),
)
ALONE = (page("users alone", "L", "/users?limit=100", records=100, times=50),)

WHOLE = XPORTER + "/enrollments"
ALL = "all enrolments in one request"

ROWS = (
    Row("/users?limit=100", "users", 4, "ms CPU", "", "users", 100),
    Row("/enrollments?limit=1000", "1000 enrollments", 8, "ms CPU", "", "enrollments", 1000),
    Row("/enrollments?limit=5000", "5000 enrollments", 30, "ms CPU", "", "enrollments", 5000),
    Row("/users?limit=100&offset=39900, page by page", "deep users", 1.3, "x page one", "users"),
    Row("page one, L against S", "users", 1.2, "x", "users on S"),
    Row("page one, after two more tenants like L", "users", 1.2, "x", "users alone"),
    Row(ALL, "whole seconds", 2.5, "x COPY", "enrollments floor seconds"),
    Row(f"{ALL}: first byte", "whole first byte", 150, "ms"),
    Row("largest Python process, after all of it", "resident", 150, "MB"),
    Row("import of L", "import seconds", 60, "s"),
    Row("import of L: memory", "import resident", 300, "MB"),
)
