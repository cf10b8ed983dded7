"""What a request to each kind of address gets: a collection, a token or the version.

Each function is the whole story of its request; they raise what is then shown by the profile.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, replace
from typing import Any

from flask import Request, Response

from web.backend import Backend, Reply, refusal
from web.errors import BackendFailed, TooLarge
from web.links import link_header
from web.pages import Page, Reading
from web.profiles import Offer
from web.query import Window, read_params, read_window
from web.routes import Exchange

JSON = "application/json"
LARGEST_TOKEN_REQUEST = 64 * 1024  # bytes
_FRESH = {"Cache-Control": "max-age=0, private, must-revalidate"}
_NEVER_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_FORWARDED_TO_TOKEN = ("Authorization", "Content-Type")
_INVALID_CLIENT = {
    "error": "invalid_client",
    "error_description": "Request contains an invalid client ID or secret",
}


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
    headers = {"X-Total-Count": str(page.total), "Link": link, **_FRESH}
    return _json(_body(reading, page, window, tier.pool), headers)


def version(exchange: Exchange) -> Response:
    """The version of OneRoster that is spoken here."""
    return _json(b'{"version":"1.1"}', _FRESH)


def token(tier: Tier, exchange: Exchange) -> Response:
    """An access token for credentials that the back-end knows."""
    request, request_id = exchange.request, exchange.request_id
    form = _small_body(request)
    headers = {
        name: request.headers[name] for name in _FORWARDED_TO_TOKEN if name in request.headers
    }
    headers["X-Request-Id"] = request_id
    target = "/token" + _with_question_mark(request.environ["QUERY_STRING"])
    reply = tier.backend.insist(lambda: tier.backend.post(target, headers, form), request_id)
    return _granted_or_denied(reply, exchange.found.route.profile.token_members)


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


def _granted_or_denied(reply: Reply, members: tuple[str, ...]) -> Response:
    payload = _object(reply.body)
    if reply.status == 200 and payload.get("access_token"):
        granted = {name: payload[name] for name in members if name in payload}
        return _json(_compact(granted), _NEVER_STORED)
    # A 401 without the documented error is not about the caller: a wrong Functions key, say.
    if reply.status == 401 and payload.get("error"):
        challenge = {"WWW-Authenticate": 'Basic realm="Xporter", charset="UTF-8"'}
        return _json(_compact(_INVALID_CLIENT), {**_NEVER_STORED, **challenge}, status=401)
    if 400 <= reply.status < 500:
        raise refusal(reply)
    raise BackendFailed("a token reply that cannot be read from the back-end")


def _small_body(request: Request) -> bytes:
    body = request.stream.read(LARGEST_TOKEN_REQUEST + 1)
    if len(body) > LARGEST_TOKEN_REQUEST:
        raise TooLarge(f"The body of a token request may have {LARGEST_TOKEN_REQUEST} bytes.")
    return body


def _with_question_mark(query_string: str) -> str:
    return f"?{query_string}" if query_string else ""


def _object(body: bytes) -> dict[str, Any]:
    try:
        found = json.loads(body)
    except ValueError:
        return {}
    return found if isinstance(found, dict) else {}


def _compact(payload: Mapping[str, Any]) -> bytes:
    return json.dumps(payload, separators=(",", ":")).encode()


def _json(body: bytes | Iterable[bytes], headers: Mapping[str, str], status: int = 200) -> Response:
    return Response(body, status, dict(headers), content_type=JSON)
