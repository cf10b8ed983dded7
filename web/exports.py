"""Exports: all that a caller may read, in one streamed file, assembled from the back-end's pages.

Whether the caller may have it is settled before the first byte; what fails later breaks the reply
off, so that no one takes a part for the whole.
"""

from __future__ import annotations

import json
import logging
from collections.abc import Iterator, Mapping
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass

from flask import Response

from shared.errors import InvalidData, OneRosterError, Unauthorized
from shared.export.archive import zipped
from shared.export.csv_set import Tally, csv_set
from shared.export.json_lines import json_lines
from shared.export.source import read_instant
from shared.export.versions import VERSIONS
from shared.logs import line
from shared.oneroster import KIND, RecordKind
from web.backend import Reply
from web.caller import Caller, caller
from web.errors import BackendFailed
from web.pages import Reading
from web.query import Window, read_params
from web.refusals import refusal
from web.replies import FRESH, NEVER_STORED
from web.routes import Exchange
from web.tier import Tier

LOG = logging.getLogger("xporter.web")
_ALL = Window(limit=None, offset=0)
_SIGNED = (
    "An export is many reads, and a signature is good for one:"
    " get an access token with POST /token and send 'Authorization: Bearer ...'."
)


def export_zip(tier: Tier, exchange: Exchange) -> Response:
    """A OneRoster 1.1 CSV set: bulk, or with `since` a delta."""
    instant = _instant(exchange)
    source = _source(tier, exchange)
    tally = Tally()
    files = csv_set(source, VERSIONS["1.1"], instant, tally)
    pieces = _told(zipped(files), tally)
    # NEVER_STORED: it is packed already.
    return _file(source, pieces, "oneroster.zip", "application/zip", NEVER_STORED)


def export_ndjson(tier: Tier, exchange: Exchange) -> Response:
    """A line of JSON for each record, and a last one that counts them."""
    instant = _instant(exchange)
    source = _source(tier, exchange)
    pieces = json_lines(source, instant)
    return _file(source, pieces, "oneroster.ndjson", "application/x-ndjson", FRESH)


@dataclass(frozen=True)
class _BackendSource:
    """All that one caller may read (shared.export.source.Source). The export has begun; each page
    that is read for it says that it goes on."""

    asking: Caller
    page_size: int
    pool: Executor
    names: Mapping[str, tuple[str, ...]]
    export: str

    def end(self) -> None:
        """Tells the back-end that the export is over. If that is not possible, it will find out by
        itself, later."""
        if self.export:
            target = f"/v1p1/export/{self.export}"
            with suppress(OneRosterError):
                self.asking.backend.send("DELETE", target, self.asking.headers, b"")

    def pages(self, kind: RecordKind, filter: str) -> Iterator[bytes]:
        reading = Reading(
            backend=self.asking.backend,
            path=f"/v1p1/{kind.plural}",
            plural=kind.plural,
            headers={**self.asking.headers, "X-Export": self.export},
            params=(("filter", filter),),
            page_size=self.page_size,
        )
        try:
            first = reading.first(_ALL)
        except OneRosterError as error:
            raise reading.broken(error) from None
        return reading.pages(first, self.pool)


def _source(tier: Tier, exchange: Exchange) -> _BackendSource:
    asking = caller(tier, exchange)
    if asking.signed:
        raise Unauthorized(_SIGNED)
    begun = asking.backend.insist(
        lambda: asking.backend.get("/v1p1/export", asking.headers), exchange.request_id
    )
    export = begun.headers.get("X-Export", "")
    return _BackendSource(asking, tier.page_size, tier.pool, _names(begun), export)


def _names(reply: Reply) -> dict[str, tuple[str, ...]]:
    if reply.status != 200:
        raise refusal(reply)
    try:
        names = json.loads(reply.body)["export"]
        return {KIND[plural].plural: tuple(names[plural]) for plural in names}
    except (ValueError, KeyError, TypeError):
        raise BackendFailed("unreadable contents of an export from the back-end") from None


def _instant(exchange: Exchange) -> str | None:
    params = read_params(exchange.request.environ["QUERY_STRING"])
    given = [value for name, value in params if name == "since"]
    try:
        instants = [read_instant(one) for one in given]
    except ValueError as error:
        raise InvalidData(f"The parameter since: {error}.") from None
    if len(instants) > 1:
        raise InvalidData(f"The parameter since is given {len(given)} times; it must be one.")
    return instants[0] if instants else None


def _told(pieces: Iterator[bytes], tally: Tally) -> Iterator[bytes]:
    """The pieces; then the log is told what the cells could not hold."""
    yield from pieces
    for departure, times in tally.departures.items():
        LOG.warning(line("export", departure=departure, times=times))


def _file(
    source: _BackendSource,
    pieces: Iterator[bytes],
    name: str,
    content_type: str,
    headers: Mapping[str, str],
) -> Response:
    disposition = {"Content-Disposition": f'attachment; filename="{name}"'}
    reply = Response(pieces, 200, {**headers, **disposition}, content_type=content_type)
    reply.call_on_close(source.end)
    return reply
