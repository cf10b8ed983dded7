"""Reads pages of records, and remembers what makes the next one cheap.

Two things are remembered per caller, query and data revision: how many records match (counting
costs more than a page), and where each page that was read ended, so that the page at the offset
after it starts from a key instead of counting its way there. Which revision that is, the page
itself tells: the last one seen is taken for granted until it does.
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
    one starts, None when there is none."""

    documents: bytes
    records: int
    hidden: tuple[str, ...]
    revision: int
    total: int | None
    next: Cursor | None


class Pages:
    """Reads pages through `call(procedure, arguments) -> rows`."""

    def __init__(self, call: Call) -> None:
        self._call = call
        self._totals: Remembered[int] = Remembered(10_000)
        self._ends: Remembered[Cursor] = Remembered(50_000)
        self._revisions: Remembered[int] = Remembered(10_000)

    def revision(self, plan: Plan) -> int:
        """Rises with every change of what the caller of `plan` may read; reads no record.

        Raises Unauthorized when the relying party is no longer known.
        """
        return access_revision(self._call, plan.relying_party_id)

    def record(self, plan: Plan) -> Page:
        """A page with the one record of `plan`, or none. Raises Unauthorized like `revision`."""
        rows = self._rows(plan, None, 0)
        return _page(rows, total=sum(row.records for row in rows), ended=None)

    def page(self, plan: Plan) -> Page:
        """The page of `plan`. Raises Unauthorized like `revision`."""
        supposed = self._revisions.get(plan.relying_party_id)
        known = None if plan.after else self._ends.get((*_key(plan), supposed, plan.offset))
        rows = self._rows(plan, plan.after or known, 0 if known else plan.offset)
        if known and rows[0].revision != supposed:
            rows = self._rows(plan, None, plan.offset)
        revision = _revision(rows)
        self._revisions.put(plan.relying_party_id, revision)
        records = sum(row.records for row in rows)
        ended = _end(rows[-1]) if records == plan.limit else None
        if ended and not plan.after:
            self._ends.put((*_key(plan), revision, plan.offset + records), ended)
        total = None if plan.after else self._total(plan, (*_key(plan), revision))
        return _page(rows, total=total, ended=ended)

    def _rows(self, plan: Plan, after: Cursor | None, offset: int) -> list[Any]:
        return self._call(
            plan.kind.get,
            [
                plan.relying_party_id,
                plan.school,
                plan.query,
                after.as_json() if after else None,
                offset,
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
    return int(known_row(call("gcidm.get_access", [relying_party_id])).revision)


def known_row(rows: list[Any]) -> Any:
    """The row that a procedure has for a relying party that is known. Raises Unauthorized."""
    if not rows:
        raise Unauthorized(_REVOKED)
    return rows[0]


def _key(plan: Plan) -> tuple[Any, ...]:
    return (plan.kind.plural, plan.relying_party_id, plan.school, plan.query)


def _revision(rows: list[Any]) -> int:
    if rows[0].revision is None:
        raise Unauthorized(_REVOKED)
    return int(rows[0].revision)


def _end(row: Any) -> Cursor:
    return Cursor(row.feedid, row.sourcedid, row.sortkey)


def _page(rows: list[Any], *, total: int | None, ended: Cursor | None) -> Page:
    return Page(
        documents=b",".join([row.docs for row in rows]),
        records=sum(row.records for row in rows),
        hidden=tuple(row.hidden for row in rows if row.hidden),
        revision=_revision(rows),
        total=total,
        next=ended,
    )
