"""What a request for data gets: each function is the whole story of its request.

They raise what is then shown by the profile.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import dataclass, replace

from flask import Response

from web.backend import Backend
from web.links import link_header
from web.pages import Page, Reading
from web.profiles import Offer
from web.query import Window, read_params, read_window
from web.replies import FRESH, json_reply
from web.routes import Exchange


@dataclass(frozen=True)
class Tier:
    """What the answers need: the back-end, threads to fetch pages ahead, the public address without
    a trailing slash, records per page of a long read."""

    backend: Backend
    pool: Executor
    public_url: str
    page_size: int


def collection(tier: Tier, offer: Offer, exchange: Exchange) -> Response:
    """The records of a collection, or as many as `limit` says."""
    profile = exchange.found.route.profile
    authorization = profile.authorization(exchange.request.headers.get("Authorization", ""))
    params = read_params(exchange.request.environ["QUERY_STRING"])
    window = read_window(params, profile.default_limit)
    forwarded = offer.forward(params)
    base = tier.public_url + profile.base
    reading = Reading(
        backend=tier.backend,
        path="/v1p1" + exchange.found.path,
        plural=offer.call.kind.plural,
        headers={
            "Authorization": authorization,
            "X-Request-Id": exchange.request_id,
            "X-Public-Base": base,
        },
        params=forwarded,
        page_size=tier.page_size,
    )
    page = _first_page(reading, offer, window)
    link = link_header(base + exchange.found.path, params, forwarded, window, page.total)
    headers = {"X-Total-Count": str(page.total), "Link": link, **FRESH}
    return json_reply(_body(reading, page, window, tier.pool), headers)


def version(exchange: Exchange) -> Response:
    """The version of OneRoster that is spoken here."""
    return json_reply(b'{"version":"1.1"}', FRESH)


def _first_page(reading: Reading, offer: Offer, window: Window) -> Page:
    nothing = reading.opening + b"]}"
    if offer.stub:
        reading.first(Window(limit=0, offset=0))
        return Page(nothing, total=0, after=None)
    page = reading.first(window)
    return replace(page, body=nothing, after=None) if window.limit == 0 else page


def _body(reading: Reading, page: Page, window: Window, pool: Executor) -> bytes | Iterable[bytes]:
    whole = window.limit is not None and window.limit <= reading.page_size
    if page.after is None or whole:
        return page.body
    return reading.stream(page, window.limit, pool)
