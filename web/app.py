"""The Flask application: one rule for all addresses, one place where errors become replies."""

from __future__ import annotations

import logging
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from math import ceil

import requests
from flask import Flask, Response, request
from werkzeug.exceptions import HTTPException
from werkzeug.routing import BaseConverter, Rule

from shared.errors import InternalError, InvalidData, OneRosterError
from shared.oneroster import Shape
from web.addresses import raw_path
from web.answers import collection, record, version, write
from web.backend import backend
from web.compression import compress, wants_gzip
from web.errors import BackendFailed, BackendUnavailable, Unavailable
from web.exports import FORMS, export
from web.home import home_page
from web.journal import Journal, entry_of
from web.profiles import PROFILES, XPORTER, Offer, Profile
from web.routes import Exchange, Route, Routes
from web.settings import WebSettings
from web.tier import Tier
from web.tokens import token

LOG = logging.getLogger("xporter.web")
FETCHERS = 32  # threads that fetch pages ahead, for all long reads of a process
RETRY_AFTER = 5  # seconds, where the back-end named none
_BY_SHAPE = {
    Shape.MANY: collection,
    Shape.ONE: record,
    Shape.PUT: write,
    Shape.DELETE: write,
}


def create_app(settings: WebSettings, session: requests.Session | None = None) -> Flask:
    """Xporter Web as a WSGI application; `session` replaces the pooled connections in tests."""
    tier = Tier(
        backend=backend(settings, session),
        pool=ThreadPoolExecutor(FETCHERS, thread_name_prefix="page"),
        public_url=settings.public_url.rstrip("/"),
        trust_forwarded=settings.trust_forwarded,
        page_size=settings.page_size,
    )
    routes = Routes(route for profile in PROFILES for route in profile_routes(tier, profile))
    app = Flask("xporter", static_folder=None)
    _take_every_address(app, partial(_answer, routes))
    app.add_url_rule("/", view_func=partial(home_page, PROFILES, tier.public_url), endpoint="home")
    app.register_error_handler(Exception, partial(_show, routes))
    app.after_request(partial(_dress, https=settings.public_url.startswith("https:")))
    app.wsgi_app = Journal(app.wsgi_app)  # type: ignore[method-assign]
    return app


def profile_routes(tier: Tier, profile: Profile) -> list[Route]:
    """Every address of a profile."""
    mint = partial(token, tier.backend)
    return [
        *(_offer_route(tier, profile, offer) for offer in profile.offers),
        *(Route(profile, "token", "POST", path, mint) for path in profile.token_paths),
        *(Route(profile, "token", "POST", path, mint, "") for path in profile.token_aliases),
        *(Route(profile, "version", "GET", path, version) for path in profile.version_paths),
        *(_export_route(tier, profile, path) for path in profile.exports),
    ]


def _offer_route(tier: Tier, profile: Profile, offer: Offer) -> Route:
    call = offer.call
    return Route(
        profile, call.name, call.method, call.path, partial(_BY_SHAPE[call.shape], tier, offer)
    )


def _export_route(tier: Tier, profile: Profile, path: str) -> Route:
    return Route(profile, path.removeprefix("/"), "GET", path, partial(export, FORMS[path], tier))


def _answer(routes: Routes, address: str) -> Response:
    """The conductor: find the call, do it."""
    entry = entry_of(request.environ)
    found = routes.find(request.method, raw_path(request.environ))
    entry.call = found.route.name
    return found.route.answer(Exchange(found, request, entry.request_id))


def _show(routes: Routes, error: Exception) -> Response:
    """An error as the profile of the address words it."""
    profile = routes.profile_of(raw_path(request.environ)) or XPORTER
    failure = profile.failure(_public(error, entry_of(request.environ).request_id))
    return Response(
        failure.body, failure.status, failure.headers, content_type=failure.content_type
    )


def _public(error: Exception, request_id: str) -> OneRosterError:
    """What the caller may know of an error; the log gets the rest."""
    if isinstance(error, BackendFailed):
        LOG.error("requestId=%s giving up: %s", request_id, error.reason)
    elif isinstance(error, OneRosterError):
        return error
    elif isinstance(error, HTTPException):
        return InvalidData("The request could not be read.")
    else:
        LOG.error("requestId=%s a fault in this tier", request_id, exc_info=error)
    sentence = (
        "Xporter could not answer this request. Please try again;"
        f" if it goes on, tell us the request id {request_id}."
    )
    if isinstance(error, BackendUnavailable):
        return Unavailable(sentence, ceil(error.retry_after or RETRY_AFTER))
    return InternalError(sentence)


def _dress(response: Response, https: bool) -> Response:
    """The headers of every reply, and gzip where it is wanted."""
    headers = response.headers
    headers["Vary"] = "Accept-Encoding"
    headers["X-Content-Type-Options"] = "nosniff"
    headers.setdefault("Cache-Control", "no-store")
    if https:
        headers["Strict-Transport-Security"] = "max-age=31536000"
    if headers["Cache-Control"] != "no-store" and wants_gzip(request.accept_encodings):
        compress(response)
    return response


class _EveryAddress(BaseConverter):
    regex = "(?s:.*)"
    part_isolating = False


def _take_every_address(app: Flask, answer: partial[Response]) -> None:
    # Flask's own rules would redirect doubled slashes, answer OPTIONS and hide a profile's 404s.
    app.url_map.merge_slashes = False
    app.url_map.converters["every"] = _EveryAddress
    app.url_map.add(Rule("/<every:address>", endpoint="answer", strict_slashes=False))
    app.view_functions["answer"] = answer
