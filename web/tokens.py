"""POST /token: credentials go to the back-end as they came; its verdict is shown as documented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Request, Response
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]

from shared.errors import InvalidData
from web.backend import Backend, Reply, refusal
from web.errors import BackendFailed, TooLarge
from web.replies import NEVER_STORED, json_reply
from web.routes import Exchange

LARGEST_REQUEST = 64 * 1024  # bytes
LONGEST_QUERY = 4000  # characters; the Functions host refuses request lines above 8 KB
_FORWARDED = ("Authorization", "Content-Type")
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Xporter", charset="UTF-8"'}
_INVALID_CLIENT = {
    "error": "invalid_client",
    "error_description": "Request contains an invalid client ID or secret",
}


def token(backend: Backend, exchange: Exchange) -> Response:
    """An access token for credentials that the back-end knows.

    Raises InvalidData, TooLarge, Refused, BackendFailed.
    """
    request, request_id = exchange.request, exchange.request_id
    query = request.environ["QUERY_STRING"]
    if len(query) > LONGEST_QUERY:
        return _denied()
    form = _small_body(request)
    headers = {name: request.headers[name] for name in _FORWARDED if name in request.headers}
    headers["X-Request-Id"] = request_id
    target = "/token" + _with_question_mark(query)
    reply = backend.insist(lambda: backend.post(target, headers, form), request_id)
    return _granted_or_denied(reply, exchange.found.route.profile.token_members)


def _granted_or_denied(reply: Reply, members: tuple[str, ...]) -> Response:
    payload = _object(reply.body)
    if reply.status == 200 and payload.get("access_token"):
        granted = {name: payload[name] for name in members if name in payload}
        return json_reply(_compact(granted), NEVER_STORED)
    # A 401 without the documented error is not about the caller: a wrong Functions key, say.
    if reply.status == 401 and payload.get("error"):
        return _denied()
    if 400 <= reply.status < 500:
        raise refusal(reply)
    raise BackendFailed("a token reply that cannot be read from the back-end")


def _denied() -> Response:
    return json_reply(_compact(_INVALID_CLIENT), {**NEVER_STORED, **_CHALLENGE}, status=401)


def _small_body(request: Request) -> bytes:
    try:
        body = request.stream.read(LARGEST_REQUEST + 1)
    except (OSError, ParseException) as error:
        raise InvalidData("The body of the request did not arrive.") from error
    if len(body) > LARGEST_REQUEST:
        raise TooLarge(f"The body of a token request may have {LARGEST_REQUEST} bytes.")
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
