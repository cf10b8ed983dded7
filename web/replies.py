"""Replies of JSON or of nothing, and how long they may be kept."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from flask import Response

FRESH = {"Cache-Control": "max-age=0, private, must-revalidate"}
NOT_MODIFIED = 304
NEVER_STORED = {"Cache-Control": "no-store", "Pragma": "no-cache"}


def json_reply(
    body: bytes | Iterable[bytes], headers: Mapping[str, str], status: int = 200
) -> Response:
    """A reply whose body is JSON text already, whole or in pieces."""
    return Response(body, status, dict(headers), content_type="application/json")


def no_content(status: int) -> Response:
    """A reply that is all status."""
    reply = Response(status=status)
    del reply.headers["Content-Type"]
    return reply


def not_modified(validators: Mapping[str, str], kept: Mapping[str, str] = FRESH) -> Response:
    """The reply to a reader that has the present state already."""
    reply = no_content(NOT_MODIFIED)
    reply.headers.update({**validators, **kept})
    return reply
