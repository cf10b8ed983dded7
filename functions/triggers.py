"""The HTTP triggers: the tokens', and one for each service call, under its specified name."""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Callable
from functools import partial
from urllib.parse import unquote

import azure.functions as func

from functions.entity_tags import View, collection_tag, record_tag
from functions.export_trigger import read_contents
from functions.plan import Plan, plan
from functions.preconditions import Preconditions, read_preconditions
from functions.query import read_query
from functions.render import failure, not_modified, reply
from functions.scopes import allow
from functions.service import Service
from functions.writes import Write
from shared.errors import InternalError, InvalidData, OneRosterError
from shared.oneroster import SERVICE_CALLS, ServiceCall, Shape

log = logging.getLogger("xporter.functions")

ROUTE = "v1p1"
_PUBLIC_BASE = re.compile(r"https?://[A-Za-z0-9.:/_%\[\]-]+")

Serve = Callable[[func.HttpRequest], func.HttpResponse]


def blueprint(service: Service) -> func.Blueprint:
    """The tokens' triggers, the exports' one, and one for each service call of the table."""
    triggers = func.Blueprint()  # type: ignore[no-untyped-call]
    _add(triggers, "token", "token", "POST", service.answer_token)
    _add(triggers, "schoolToken", "token/school", "POST", service.answer_school_token)
    _add(triggers, "exportContents", f"{ROUTE}/export", "GET", partial(contents, service))
    for call in SERVICE_CALLS:
        serve = _SERVE[call.shape]
        _add(triggers, call.name, ROUTE + call.path, call.method, partial(serve, call, service))
    return triggers


def read_collection(
    call: ServiceCall, service: Service, req: func.HttpRequest
) -> func.HttpResponse:
    """A page of a collection, from the token to the reply. Raises OneRosterError."""
    planned, asked, view = _asked(call, service, req)
    if asked.known:
        revision = service.revision(planned)
        asked.insist(revision)
        tag = collection_tag(call, planned, view, revision)
        if asked.knows(tag):
            return not_modified(tag, revision)
    page = service.page(planned)
    asked.insist(page.revision)
    tag = collection_tag(call, planned, view, page.revision)
    return reply(call, planned, page, view.base, tag)


def read_record(call: ServiceCall, service: Service, req: func.HttpRequest) -> func.HttpResponse:
    """One record, from the token to the reply. Raises OneRosterError."""
    planned, asked, view = _asked(call, service, req)
    page = service.record(planned)
    asked.insist(page.revision)
    tag = record_tag(planned, page)
    if page.records and asked.knows(tag):
        return not_modified(tag, page.revision)
    return reply(call, planned, page, view.base, tag)


def _asked(
    call: ServiceCall, service: Service, req: func.HttpRequest
) -> tuple[Plan, Preconditions, View]:
    """What is asked for, by somebody who may, and what the reader has already."""
    identity = service.identify(req)
    allow(call, identity)
    planned = plan(call, _ids(req), read_query(req.params), identity)
    return planned, read_preconditions(req.headers), _view(req)


def write(call: ServiceCall, service: Service, req: func.HttpRequest) -> func.HttpResponse:
    """One write, from the token to the reply. Raises OneRosterError."""
    identity = service.identify(req)
    allow(call, identity)
    service.check_access(identity)  # reads learn it with the revision of what may be seen
    sourced_id = _ids(req)["sourcedId"]
    asked = Write(call, sourced_id, req.get_body(), _expected(req), identity)
    return func.HttpResponse(status_code=service.write[call.shape](asked))


def contents(service: Service, req: func.HttpRequest) -> func.HttpResponse:
    """What the caller could export. Raises OneRosterError."""
    return read_contents(service.identify(req), service.contents, _view(req), req)


_SERVE = {
    Shape.MANY: read_collection,
    Shape.ONE: read_record,
    Shape.PUT: write,
    Shape.DELETE: write,
}


def _ids(req: func.HttpRequest) -> dict[str, str]:
    """The path's variables. The host leaves an encoded slash as it is, %2F; no sourcedId holds a
    percent sign, so decoding once more is safe."""
    return {name: unquote(value) for name, value in req.route_params.items()}


def _expected(req: func.HttpRequest) -> str | None:
    """The state that If-Match names: an entity tag without its quotes."""
    tag: str = req.headers.get("if-match", "")
    return tag.strip().removeprefix("W/").strip('"') or None


def _add(triggers: func.Blueprint, name: str, route: str, method: str, serve: Serve) -> None:
    def answer(req: func.HttpRequest) -> func.HttpResponse:
        return told(name, req, serve)

    routed = triggers.route(route=route, methods=[method])
    triggers.function_name(name)(routed(answer))


def told(name: str, req: func.HttpRequest, serve: Serve) -> func.HttpResponse:
    """`serve`'s reply, or the failure that it raised; with the request id and a line in the log."""
    started = time.perf_counter()
    request_id = req.headers.get("x-request-id", "-")
    try:
        answer = serve(req)
    except OneRosterError as error:
        answer = failure(error)
    except Exception:
        log.exception("%s %s failed", request_id, name)
        answer = failure(InternalError("The request could not be served"))
    answer.headers["X-Request-Id"] = request_id
    milliseconds = (time.perf_counter() - started) * 1000
    log.info("%s %s %s %.1fms", request_id, name, answer.status_code, milliseconds)
    return answer


def _view(req: func.HttpRequest) -> View:
    """The base of hrefs becomes part of JSON text, so only a plain URL will do."""
    base: str = req.headers.get("x-public-base", "")
    if not _PUBLIC_BASE.fullmatch(base):
        raise InvalidData("X-Public-Base is not a URL; the web tier sends its public base in it")
    return View(base, req.headers.get("x-view", ""))
