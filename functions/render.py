"""Turns pages and failures into HTTP replies of OneRoster 1.1."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from typing import Any
from urllib.parse import quote

import azure.functions as func

from functions.documents import BASE
from functions.pages import Page
from functions.plan import Plan
from shared.errors import OneRosterError, UnknownObject
from shared.oneroster import ServiceCall, Shape

JSON = "application/json"


def reply(call: ServiceCall, plan: Plan, page: Page, base: str, tag: str) -> func.HttpResponse:
    """The reply to `call`: hrefs begin with `base`; warnings ride in a header. `tag` is its entity
    tag.

    Raises UnknownObject for a single record that is not there (or not the caller's).
    """
    body = page.documents.replace(BASE.encode(), base.encode())
    if page.hidden:
        body = without_hidden(page.hidden, body)
    if plan.fields:
        body = _select(plan.fields, body)
    headers = {**validators(tag, page.revision), **_headers(plan, page)}
    return func.HttpResponse(
        _ENVELOPES[call.shape](call, page, body), headers=headers, mimetype=JSON
    )


def not_modified(tag: str, revision: int) -> func.HttpResponse:
    """The reply to a reader that has already what bears `tag`."""
    return func.HttpResponse(status_code=304, headers=validators(tag, revision))


def failure(error: OneRosterError) -> func.HttpResponse:
    """The reply to a request that failed."""
    headers = {"WWW-Authenticate": 'Bearer realm="OneRoster"'} if error.status == 401 else {}
    return func.HttpResponse(
        json.dumps(error.payload()), status_code=error.status, headers=headers, mimetype=JSON
    )


def _many(call: ServiceCall, page: Page, body: bytes) -> bytes:
    return b'{"%s":[%s]}' % (call.kind.plural.encode(), body)


def _one(call: ServiceCall, page: Page, body: bytes) -> bytes:
    if not page.records:
        raise UnknownObject(f"There is no {call.kind.singular} with this sourcedId")
    return b'{"%s":%s}' % (call.kind.singular.encode(), body)


_ENVELOPES = {Shape.MANY: _many, Shape.ONE: _one}


def validators(tag: str, revision: int) -> dict[str, str]:
    """The headers by which a reader asks again."""
    return {"ETag": f'"{tag}"', "X-Data-Revision": str(revision)}


def _headers(plan: Plan, page: Page) -> dict[str, str]:
    headers = {"X-Count": str(page.records)}
    if plan.warnings:
        # Names of the request stand in it: percent-encoded, they can neither end the header nor
        # leave the character set of headers.
        headers["X-OneRoster-Warning"] = quote("; ".join(plan.warnings), safe=" ;:,._")
    if page.total is not None:
        headers["X-Total-Count"] = str(page.total)
    if page.next:
        headers["X-Next-After"] = str(page.next)
    return headers


def without_hidden(hidden: Iterable[str], documents: bytes) -> bytes:
    """The documents without references to what the caller may not see. Rare: only a caller that
    sees part of a feed, and only records that lead out of that part, come here."""
    unseen = {one for listed in hidden for one in json.loads(listed)}

    def seen(value: Any) -> bool:
        return not (isinstance(value, dict) and value.get("sourcedId") in unseen)

    def cut(value: Any) -> Any:
        return [one for one in value if seen(one)] if isinstance(value, list) else value

    return _each(
        documents,
        lambda record: {name: cut(value) for name, value in record.items() if seen(value)},
    )


def _select(fields: tuple[str, ...], documents: bytes) -> bytes:
    """The documents with those fields and no others (section 3.4.4)."""
    return _each(
        documents, lambda record: {name: record[name] for name in fields if name in record}
    )


def _each(documents: bytes, change: Callable[[dict[str, Any]], dict[str, Any]]) -> bytes:
    return b",".join(
        json.dumps(change(record), ensure_ascii=False, separators=(",", ":")).encode()
        for record in json.loads(b"[%s]" % documents)
    )
