"""What each kind of service call is answered with: each function is the whole story of its request.

They raise OneRosterError, and leave in the entry what they came to know.
"""

from __future__ import annotations

import re
from urllib.parse import unquote

import azure.functions as func

from functions.entity_tags import View, collection_tag, record_tag
from functions.export_trigger import read_contents
from functions.journal import Entry
from functions.plan import Plan, plan
from functions.preconditions import Preconditions, read_preconditions
from functions.query import read_query
from functions.render import not_modified, reply
from functions.scopes import allow
from functions.service import Service
from functions.writes import Write
from shared.errors import InvalidData
from shared.oneroster import ServiceCall

OK = 200
_PUBLIC_BASE = re.compile(r"https?://[A-Za-z0-9.:/_%\[\]-]+")


def read_collection(
    call: ServiceCall, service: Service, req: func.HttpRequest, entry: Entry
) -> func.HttpResponse:
    """A page of a collection, from the token to the reply. Raises OneRosterError."""
    planned, asked, view = _asked(call, service, req, entry)
    if asked.known:
        revision = service.revision(planned)
        asked.insist(revision)
        tag = collection_tag(call, planned, view, revision)
        if asked.knows(tag):
            return not_modified(tag, revision)
    _take_permit(service, req, entry)
    page = entry.page = service.page(planned)
    asked.insist(page.revision)
    tag = collection_tag(call, planned, view, page.revision)
    return reply(call, planned, page, view.base, tag)


def read_record(
    call: ServiceCall, service: Service, req: func.HttpRequest, entry: Entry
) -> func.HttpResponse:
    """One record, from the token to the reply. Raises OneRosterError."""
    planned, asked, view = _asked(call, service, req, entry)
    _take_permit(service, req, entry)
    page = service.record(planned)
    asked.insist(page.revision)
    tag = record_tag(planned, page)
    if page.records and asked.knows(tag):
        entry.standing = service.permits.give_back(planned.relying_party_id)
        return not_modified(tag, page.revision)
    entry.page = page
    return reply(call, planned, page, view.base, tag)


def _asked(
    call: ServiceCall, service: Service, req: func.HttpRequest, entry: Entry
) -> tuple[Plan, Preconditions, View]:
    """What is asked for, by somebody who may, and what the reader has already."""
    identity = entry.identity = service.identify(req)
    allow(call, identity)
    planned = entry.plan = plan(call, _ids(req), read_query(req.params), identity)
    return planned, read_preconditions(req.headers), _view(req)


def _take_permit(service: Service, req: func.HttpRequest, entry: Entry) -> None:
    """Counts the request. What follows in a reply or an export that has begun already (the web tier
    says so, nobody else can) is counted, too, and always answered."""
    assert entry.identity
    export = req.headers.get("x-export", "")
    if export:
        service.exports.keep(entry.identity, export)
    running = bool(export) or "after" in req.params
    entry.standing = service.permits.take(entry.identity.relying_party_id, running=running)


def write(
    call: ServiceCall, service: Service, req: func.HttpRequest, entry: Entry
) -> func.HttpResponse:
    """One write, from the token to the reply. Raises OneRosterError."""
    identity = entry.identity = service.identify(req)
    allow(call, identity)
    service.check_access(identity)  # reads learn it with the revision of what may be seen
    _take_permit(service, req, entry)
    sourced_id = entry.written = _ids(req)["sourcedId"]
    asked = Write(call, sourced_id, req.get_body(), _expected(req), identity)
    return func.HttpResponse(status_code=service.write[call.shape](asked))


def contents(service: Service, req: func.HttpRequest, entry: Entry) -> func.HttpResponse:
    """What the caller could export; with that the export begins, whose id is in X-Export."""
    identity = entry.identity = service.identify(req)
    answer = read_contents(identity, service.contents, _view(req), req)
    if answer.status_code == OK:
        _take_permit(service, req, entry)
        answer.headers["X-Export"] = service.exports.begin(identity)
    return answer


def end_export(service: Service, req: func.HttpRequest, entry: Entry) -> func.HttpResponse:
    """The export is over: another may begin."""
    identity = entry.identity = service.identify(req)
    service.exports.end(identity, _ids(req)["id"])
    return func.HttpResponse(status_code=204)


def _ids(req: func.HttpRequest) -> dict[str, str]:
    """The path's variables. The host leaves an encoded slash as it is, %2F; no sourcedId holds a
    percent sign, so decoding once more is safe."""
    return {name: unquote(value) for name, value in req.route_params.items()}


def _expected(req: func.HttpRequest) -> str | None:
    """The state that If-Match names: an entity tag without its quotes."""
    tag: str = req.headers.get("if-match", "")
    return tag.strip().removeprefix("W/").strip('"') or None


def _view(req: func.HttpRequest) -> View:
    """The base of hrefs becomes part of JSON text, so only a plain URL will do."""
    base: str = req.headers.get("x-public-base", "")
    if not _PUBLIC_BASE.fullmatch(base):
        raise InvalidData("X-Public-Base is not a URL; the web tier sends its public base in it")
    return View(base, req.headers.get("x-view", ""))
