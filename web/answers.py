"""What a request for data gets: each function is the whole story of its request.

They raise what is then shown by the profile.
"""

from __future__ import annotations

from collections.abc import Iterable
from concurrent.futures import Executor
from dataclasses import replace

from flask import Response

from web.bodies import sent_headers, whole_body
from web.caller import caller
from web.errors import BackendFailed
from web.links import link_header
from web.pages import Page, Reading
from web.profiles import Offer
from web.query import Window, encoded, read_params, read_window
from web.refusals import refusal
from web.replies import (
    FRESH,
    NOT_MODIFIED,
    RATE_LIMITS,
    json_reply,
    no_content,
    not_modified,
    shown,
)
from web.routes import Exchange
from web.tier import Tier
from web.validators import expected_revision, read_conditions, validators, write_conditions

LARGEST_RECORD = 1024 * 1024  # bytes
_WRITTEN = (200, 201, 204)


def collection(tier: Tier, offer: Offer, exchange: Exchange) -> Response:
    """The records of a collection, or as many as `limit` says."""
    profile, path = exchange.found.route.profile, exchange.found.path
    asking = caller(tier, exchange)
    params = read_params(exchange.request.environ["QUERY_STRING"])
    window = read_window(params, profile.limits)
    forwarded = offer.forward(params)
    reading = Reading(
        backend=asking.backend,
        path="/v1p1" + path,
        plural=offer.call.kind.plural,
        headers={**asking.headers, **expected_revision(exchange.request)},
        conditions=read_conditions(exchange.request),
        params=forwarded,
        page_size=profile.limits.most or tier.page_size,
        reshape=offer.reshape,
    )
    page = _first_page(reading, offer, window)
    if page.unchanged:
        return not_modified(validators(page.headers))
    link = link_header(asking.base + path, params, forwarded, window, page.total)
    passed_on = shown((*profile.shown_headers, *RATE_LIMITS), page.headers)
    known = validators(page.headers)
    headers = {"X-Total-Count": str(page.total), "Link": link, **passed_on, **known, **FRESH}
    return json_reply(_body(reading, page, window, tier.pool), headers)


def record(tier: Tier, offer: Offer, exchange: Exchange) -> Response:
    """One record."""
    profile, path = exchange.found.route.profile, exchange.found.path
    asking = caller(tier, exchange)
    query = encoded(offer.forward(read_params(exchange.request.environ["QUERY_STRING"])))
    target = f"/v1p1{path}?{query}" if query else f"/v1p1{path}"
    conditions = {**expected_revision(exchange.request), **read_conditions(exchange.request)}
    reply = asking.backend.insist(
        lambda: asking.backend.get(target, {**asking.headers, **conditions}), exchange.request_id
    )
    if reply.status == NOT_MODIFIED:
        return not_modified(validators(reply.headers))
    if reply.status != 200:
        raise refusal(reply)
    if not reply.body.startswith(b'{"%s":{' % offer.call.kind.singular.encode()):
        raise BackendFailed("a body that is no record from the back-end")
    passed_on = shown((*profile.shown_headers, *RATE_LIMITS), reply.headers)
    known = validators(reply.headers)
    return json_reply(reply.body, {"X-Total-Count": "1", **passed_on, **known, **FRESH})


def write(tier: Tier, offer: Offer, exchange: Exchange) -> Response:
    """A record created, replaced or deleted. One attempt: what a second one would find is not what
    the caller asked about."""
    asking = caller(tier, exchange)
    body = whole_body(exchange.request, LARGEST_RECORD, "a record")
    sent = sent_headers(exchange.request, ("Content-Type",))
    sent |= write_conditions(exchange.request)
    target = "/v1p1" + exchange.found.path
    reply = asking.backend.send(offer.call.method, target, {**asking.headers, **sent}, body)
    if reply.status not in _WRITTEN:
        raise refusal(reply)
    return no_content(reply.status, shown(RATE_LIMITS, reply.headers))


def version(exchange: Exchange) -> Response:
    """The version of OneRoster that is spoken here."""
    return json_reply(b'{"version":"1.1"}', FRESH)


def _first_page(reading: Reading, offer: Offer, window: Window) -> Page:
    nothing = reading.opening + b"]}"
    if offer.stub:
        page = reading.first(Window(limit=0, offset=0))
        return replace(page, body=nothing, total=0, after=None)
    page = reading.first(window)
    return replace(page, body=nothing, after=None) if window.limit == 0 else page


def _body(reading: Reading, page: Page, window: Window, pool: Executor) -> bytes | Iterable[bytes]:
    whole = window.limit is not None and window.limit <= reading.page_size
    if page.after is None or whole:
        return page.body
    return reading.stream(page, window.limit, pool)
