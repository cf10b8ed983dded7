"""Reads pages of records, and remembers what makes the next one cheap.

Two things are remembered per caller, query and data revision: how many records match (counting
costs more than a page), and where each page that was read ended, so that the page at the offset
after it starts from a key instead of counting its way there.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any

from functions.plan import Plan
from functions.query import Cursor
from functions.remember import Remembered
from shared.errors import Unauthorized

_REVOKED = "The bearer token is invalid: its relying party was revoked"

Call = Callable[[str, Sequence[Any]], list[Any]]


@dataclass(frozen=True)
class Page:
    """Records as JSON documents joined by commas, in UTF-8; `hidden` are sourcedIds that must not
    be shown in their references. `revision` is that of all the caller may read, at the moment that
    the page shows. `total` is None when it was not asked for. `next` is where the page after this
    one starts, None when there is none. `feeds` are those of its first and its last record, None
    when it has none, and `last` is the last record's sourcedId."""

    documents: bytes
    records: int
    hidden: tuple[str, ...]
    revision: int
    total: int | None
    next: Cursor | None
    feeds: tuple[int, int] | None = None
    last: str | None = None


class Pages:
    """Reads pages through `call(procedure, arguments) -> rows`."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._totals: Remembered[int] = Remembered(10_000)
        self._ends: Remembered[Cursor] = Remembered(50_000)

    def revision(self, plan: Plan) -> int:
        """Rises with every change of what the caller of `plan` may read; reads no record.

        Raises Unauthorized when the relying party is no longer known.
        """
        return access_revision(self._call, plan.relying_party_id)

    def record(self, plan: Plan) -> Page:
        """A page with the one record of `plan`, or none. Raises Unauthorized like `revision`."""
        rows = self._rows(plan, None)
        return _page(rows, total=sum(row.records for row in rows), ended=None)

    def page(self, plan: Plan, revision: int) -> Page:
        """The page of `plan`; what is remembered is that of `revision`. Raises Unauthorized like
        `revision`."""
        key = (plan.kind.plural, plan.relying_party_id, plan.school, plan.query, revision)
        after = plan.after or self._ends.get((*key, plan.offset))
        rows = self._rows(plan, after)
        records = sum(row.records for row in rows)
        ended = _end(rows[-1]) if records == plan.limit else None
        if ended and not plan.after:
            self._ends.put((*key, plan.offset + records), ended)
        return _page(rows, total=None if plan.after else self._total(plan, key), ended=ended)

    def _rows(self, plan: Plan, after: Cursor | None) -> list[Any]:
        return self._call(
            plan.kind.get,
            [
                plan.relying_party_id,
                plan.school,
                plan.query,
                after.as_json() if after else None,
                0 if after else plan.offset,
                plan.limit,
            ],
        )

    def _total(self, plan: Plan, key: tuple[Any, ...]) -> int:
        known = self._totals.get(key)
        if known is None:
            rows = self._call(plan.kind.count, [plan.relying_party_id, plan.school, plan.query])
            known = int(rows[0][0])
            self._totals.put(key, known)
        return known


def access_revision(call: Call, relying_party_id: int) -> int:
    """Rises with every change of what the caller may read. Raises Unauthorized when the relying
    party is no longer known."""
    rows = call("gcidm.get_access", [relying_party_id])
    if not rows:
        raise Unauthorized(_REVOKED)
    return int(rows[0].revision)


def _end(row: Any) -> Cursor:
    return Cursor(row.feedid, row.sourcedid, row.sortkey)


def _page(rows: list[Any], *, total: int | None, ended: Cursor | None) -> Page:
    revision = rows[0].revision
    if revision is None:
        raise Unauthorized(_REVOKED)
    return Page(
        documents=b",".join([row.docs for row in rows]),
        records=sum(row.records for row in rows),
        hidden=tuple(row.hidden for row in rows if row.hidden),
        revision=int(revision),
        total=total,
        next=ended,
        feeds=(rows[0].feedid, rows[-1].feedid) if rows[0].records else None,
        last=rows[-1].sourcedid,
    )
