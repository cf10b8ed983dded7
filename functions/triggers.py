"""The HTTP triggers: the tokens', and one for each service call, under its specified name."""

from __future__ import annotations

import logging
from collections.abc import Callable
from functools import partial

import azure.functions as func

from functions.answers import contents, end_export, read_collection, read_record, write
from functions.journal import Entry
from functions.readiness import alive, ready
from functions.render import failure
from functions.service import Service
from shared.errors import InternalError, OneRosterError, TooManyRequests
from shared.logs import REQUEST_ID, line
from shared.oneroster import SERVICE_CALLS, Shape

log = logging.getLogger("xporter.functions")

ROUTE = "v1p1"

Serve = Callable[[func.HttpRequest, Entry], func.HttpResponse]

_SERVE = {
    Shape.MANY: read_collection,
    Shape.ONE: read_record,
    Shape.PUT: write,
    Shape.DELETE: write,
}


def blueprint(service: Service) -> func.Blueprint:
    """The tokens' triggers, the exports', the health's, and one for each service call."""
    triggers = func.Blueprint()  # type: ignore[no-untyped-call]
    add = partial(_add, triggers, service)
    add("token", "token", "POST", lambda req, entry: service.answer_token(req))
    add("schoolToken", "token/school", "POST", lambda req, entry: service.answer_school_token(req))
    add("exportContents", f"{ROUTE}/export", "GET", partial(contents, service))
    add("endExport", f"{ROUTE}/export/{{id}}", "DELETE", partial(end_export, service))
    for call in SERVICE_CALLS:
        add(call.name, ROUTE + call.path, call.method, partial(_SERVE[call.shape], call, service))
    _add_probe(triggers, "healthz", alive)
    _add_probe(triggers, "readyz", partial(ready, service.readiness))
    return triggers


def _add(
    triggers: func.Blueprint, service: Service, name: str, route: str, method: str, serve: Serve
) -> None:
    def answer(req: func.HttpRequest) -> func.HttpResponse:
        return told(service, name, req, serve)

    traced = service.tracing.request(name, answer) if service.tracing else answer
    routed = triggers.route(route=route, methods=[method])
    triggers.function_name(name)(routed(traced))


def _add_probe(triggers: func.Blueprint, name: str, probe: Callable[[], func.HttpResponse]) -> None:
    """A trigger for those who watch this tier: without key, request id and log line."""

    def answer(req: func.HttpRequest) -> func.HttpResponse:
        return probe()

    routed = triggers.route(route=name, methods=["GET"], auth_level=func.AuthLevel.ANONYMOUS)
    triggers.function_name(name)(routed(answer))


def told(service: Service, name: str, req: func.HttpRequest, serve: Serve) -> func.HttpResponse:
    """`serve`'s reply, or the failure that it raised; with the request id, and written down."""
    entry = Entry(name, req.headers.get("x-request-id", "-"))
    REQUEST_ID.set(entry.request_id)
    try:
        answer = serve(req, entry)
    except OneRosterError as error:
        answer = failure(error)
        answer.headers.update(error.headers if isinstance(error, TooManyRequests) else {})
    except Exception:
        log.exception(line("a fault in this tier", call=name))
        answer = failure(InternalError("The request could not be served"))
    answer.headers["X-Request-Id"] = entry.request_id
    if entry.standing:
        answer.headers.update(entry.standing.headers())
    entry.answered(answer.status_code, len(answer.get_body()))
    for tell in service.witnesses:
        tell(entry)
    return answer
