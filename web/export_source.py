"""What an export is made of: the back-end's word on what there is, and its pages, all of one
revision of the data."""

from __future__ import annotations

import json
from collections.abc import Mapping
from concurrent.futures import Executor
from dataclasses import dataclass

from shared.errors import OneRosterError, Unauthorized
from shared.export.source import Pages
from shared.oneroster import KIND, RecordKind
from web.backend import Reply
from web.caller import Caller, caller
from web.errors import BackendFailed
from web.pages import Reading
from web.query import Params, Window, encoded
from web.refusals import refusal
from web.replies import NOT_MODIFIED
from web.routes import Exchange
from web.tier import Tier

_ALL = Window(limit=None, offset=0)
_SIGNED = (
    "An export is many reads, and a signature is good for one:"
    " get an access token with POST /token and send 'Authorization: Bearer ...'."
)


@dataclass(frozen=True)
class Contents:
    """What the caller may read at one revision of the data (shared.export.source.Source).

    `headers` are the back-end's, `since` is the instant that it names for a revision. `unchanged`:
    the caller has the export already, and nothing else is told.
    """

    asking: Caller
    page_size: int
    pool: Executor
    names: Mapping[str, tuple[str, ...]]
    headers: Mapping[str, str]
    since: str | None = None
    unchanged: bool = False

    def pages(self, kind: RecordKind, filter: str) -> Pages:
        """See shared.export.source. Fails with BrokenReply, also when the data have moved on from
        the revision."""
        reading = Reading(
            backend=self.asking.backend,
            path=f"/v1p1/{kind.plural}",
            plural=kind.plural,
            headers={
                **self.asking.headers,
                "X-Expect-Revision": self.headers["X-Data-Revision"],
            },
            params=(("filter", filter),),
            page_size=self.page_size,
        )
        try:
            first = reading.first(_ALL)
        except OneRosterError as error:
            raise reading.broken(error) from None
        return Pages(first.total, reading.pages(first, self.pool))


def contents(
    tier: Tier, exchange: Exchange, params: Params, conditions: Mapping[str, str]
) -> Contents:
    """What there is now; `params` and `conditions` go to the back-end. Raises Unauthorized for a
    signature, and what the back-end refuses."""
    asking = caller(tier, exchange)
    if asking.signed:
        raise Unauthorized(_SIGNED)
    target = f"/v1p1/export?{encoded(params)}" if params else "/v1p1/export"
    headers = {**asking.headers, **conditions}
    return asking.backend.insist(
        lambda: _read(asking.backend.get(target, headers), asking, tier), exchange.request_id
    )


def _read(reply: Reply, asking: Caller, tier: Tier) -> Contents:
    if reply.status == NOT_MODIFIED:
        return Contents(asking, tier.page_size, tier.pool, {}, reply.headers, unchanged=True)
    if reply.status != 200:
        raise refusal(reply)
    try:
        found = json.loads(reply.body)
        names = {KIND[one].plural: tuple(found["export"][one]) for one in found["export"]}
        since, _ = found["since"], reply.headers["X-Data-Revision"]
    except (ValueError, KeyError, TypeError):
        raise BackendFailed("unreadable contents of an export from the back-end") from None
    return Contents(asking, tier.page_size, tier.pool, names, reply.headers, since)
