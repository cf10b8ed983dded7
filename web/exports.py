"""Exports: all that a caller may read, in one streamed file, assembled from the back-end's pages.

All of an export is of one revision of the data. When they move on it is begun anew as long as
nothing of it was sent; later that, like all that fails, breaks the reply off, so that no one takes
a part, or a mixture, for the whole.
"""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from flask import Response

from shared.errors import Conflict, InvalidData
from shared.export.archive import zipped
from shared.export.csv_set import csv_set
from shared.export.file_rows import Tally
from shared.export.json_lines import json_lines
from shared.export.since import read_since
from shared.export.source import Source
from shared.export.versions import VERSIONS
from web.beginning import begun
from web.errors import Unavailable
from web.export_source import contents
from web.query import Params, read_params
from web.replies import FRESH, NEVER_STORED, not_modified
from web.routes import Exchange
from web.tier import Tier
from web.validators import expected_revision, read_conditions, validators

LOG = logging.getLogger("xporter.web")
_BEGINNINGS = 5
_RETRY_AFTER = 5  # seconds
_RESTLESS = "The data are changing all the time, and an export is of one moment: try again later."


@dataclass(frozen=True)
class Form:
    """What an export is sent as; `write` makes its pieces out of what there is since an instant.
    `kept` is how long it may be kept; what is NEVER_STORED is packed already, and sent as it is."""

    file: str
    content_type: str
    kept: Mapping[str, str]
    write: Callable[[Source, str | None, str], Iterator[bytes]]

    @property
    def is_coded(self) -> bool:
        return self.kept is not NEVER_STORED


def export(form: Form, tier: Tier, exchange: Exchange) -> Response:
    """All that is active, or with `since` what changed. Raises what the back-end refuses, and
    Unavailable when the data would not hold still."""
    since = _since(exchange)
    params: Params = (("since", str(since)),) if isinstance(since, int) else ()
    conditions = _conditions(form, exchange, since)
    for _ in range(_BEGINNINGS):
        found = contents(tier, exchange, params, conditions)
        if found.unchanged:
            return not_modified(validators(found.headers), form.kept)
        instant = found.since if isinstance(since, int) else since
        try:
            pieces = form.write(found, instant, exchange.request_id)
            body = pieces if exchange.request.method == "HEAD" else begun(pieces)
            return _file(form, body, validators(found.headers))
        except Conflict as moved:
            LOG.warning("requestId=%s export: beginning anew: %s", exchange.request_id, moved)
    raise Unavailable(_RESTLESS, _RETRY_AFTER)


def _conditions(form: Form, exchange: Exchange, since: int | str | None) -> dict[str, str]:
    """What the back-end is told of the export, and of what the caller has and expects."""
    return {
        "X-View": f"{form.file} {since}",
        **expected_revision(exchange.request),
        **read_conditions(exchange.request, is_coded=form.is_coded),
    }


def _since(exchange: Exchange) -> int | str | None:
    params = read_params(exchange.request.environ["QUERY_STRING"])
    given = [value for name, value in params if name == "since"]
    if len(given) > 1:
        raise InvalidData(f"The parameter since is given {len(given)} times; it must be one.")
    try:
        return read_since(given[0]) if given else None
    except ValueError as error:
        raise InvalidData(f"The parameter since: {error}.") from None


def _csv_zip(source: Source, instant: str | None, request_id: str) -> Iterator[bytes]:
    """The set; then the log is told what the cells could not hold."""
    tally = Tally()
    yield from zipped(csv_set(source, VERSIONS["1.1"], instant, tally))
    for departure, times in tally.departures.items():
        LOG.warning("requestId=%s export: %s (%d times)", request_id, departure, times)


def _json_lines(source: Source, instant: str | None, request_id: str) -> Iterator[bytes]:
    return json_lines(source, instant)


def _file(form: Form, pieces: Iterator[bytes], known: Mapping[str, str]) -> Response:
    named = {"Content-Disposition": f'attachment; filename="{form.file}"'}
    headers = {**form.kept, **named, **known}
    return Response(pieces, 200, headers, content_type=form.content_type)


FORMS = {
    "/export.zip": Form("oneroster.zip", "application/zip", NEVER_STORED, _csv_zip),
    "/export.ndjson": Form("oneroster.ndjson", "application/x-ndjson", FRESH, _json_lines),
}
