"""Tokens: credentials go to the back-end as they came; its verdict is shown as documented."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from flask import Response

from web.addresses import client_address
from web.backend import Reply
from web.bodies import sent_headers, whole_body
from web.errors import BackendFailed
from web.refusals import refusal
from web.replies import NEVER_STORED, json_reply
from web.routes import Exchange
from web.tier import Tier

LARGEST_REQUEST = 64 * 1024  # bytes
LONGEST_QUERY = 4000  # characters; the Functions host refuses request lines above 8 KB
_FORWARDED = ("Authorization", "Content-Type")
_ERROR_MEMBERS = ("error", "error_description")
_CHALLENGE = {"WWW-Authenticate": 'Basic realm="Xporter", charset="UTF-8"'}
_INVALID_CLIENT = {
    "error": "invalid_client",
    "error_description": "Request contains an invalid client ID or secret",
}


def token(tier: Tier, exchange: Exchange) -> Response:
    """An access token for credentials that the back-end knows.

    Raises InvalidData, TooLarge, Refused, TooManyRequests, BackendFailed.
    """
    request, request_id = exchange.request, exchange.request_id
    query = request.environ["QUERY_STRING"]
    if len(query) > LONGEST_QUERY:
        return _denied()
    profile = exchange.found.route.profile
    form = whole_body(request, LARGEST_REQUEST, "a token request")
    headers = {
        **sent_headers(request, _FORWARDED),
        "X-Request-Id": request_id,
        "X-Client-Address": client_address(request.environ, tier.trust_forwarded),
    }
    backend = tier.backend
    target = profile.mint + _with_question_mark(query)
    reply = backend.insist(lambda: backend.send("POST", target, headers, form), request_id)
    return _granted_or_denied(reply, profile.token_members)


def _granted_or_denied(reply: Reply, members: tuple[str, ...]) -> Response:
    payload = _object(reply.body)
    if reply.status == 200 and payload.get("access_token"):
        granted = {name: payload[name] for name in members if name in payload}
        return json_reply(_compact(granted), NEVER_STORED)
    # A 401 without the documented error is not about the caller: a wrong Functions key, say.
    if reply.status == 401 and payload.get("error"):
        return _denied()
    if reply.status == 400 and payload.get("error"):  # such as invalid_scope (RFC 6749, 5.2)
        told = {name: str(payload[name]) for name in _ERROR_MEMBERS if name in payload}
        return json_reply(_compact(told), NEVER_STORED, status=400)
    if 400 <= reply.status < 500:
        raise refusal(reply)
    raise BackendFailed("a token reply that cannot be read from the back-end")


def _denied() -> Response:
    return json_reply(_compact(_INVALID_CLIENT), {**NEVER_STORED, **_CHALLENGE}, status=401)


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
