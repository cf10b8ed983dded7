"""How an error is shown to the caller; a profile names one of these."""

from __future__ import annotations

import json
from dataclasses import dataclass, field

from shared.errors import Conflict, Forbidden, OneRosterError, TooManyRequests, Unauthorized
from web.errors import Busy, TooLarge, Unavailable, UnknownPath, WrongMethod


@dataclass(frozen=True)
class Failure:
    status: int
    body: bytes
    content_type: str
    headers: dict[str, str] = field(default_factory=dict)


# Refusals of this tier itself, and one that the documentation does not know; all else that comes
# from behind is a 400 (documented: "Error responses").
_OWN = (Forbidden, UnknownPath, WrongMethod, TooLarge, Conflict, TooManyRequests, Busy)
_TEXT = "text/plain; charset=utf-8"
_BEARER = 'Bearer realm="OneRoster"'
_BEARER_OR_SIGNATURE = f'{_BEARER}, OAuth realm="OneRoster"'


def plain_text(error: OneRosterError) -> Failure:
    """A sentence, as the documented API answers: 403, 404, 405, 412, 413, 429
    as they are, 503 when this tier takes nothing new, else 400."""
    status = error.status if isinstance(error, _OWN) else 400
    sentence = error.description
    if isinstance(error, Unauthorized):
        sentence = "The access token is invalid or has expired. Get a new one with POST /token."
    headers = {} if isinstance(error, Unauthorized) else _headers(error, "")
    return Failure(status, sentence.encode(), _TEXT, headers)


def plain_text_by_status(error: OneRosterError) -> Failure:
    """A sentence under the error's own status, as the API of one school answers; what is not the
    caller's fault is a 500."""
    status = error.status if isinstance(error, Busy) else min(error.status, 500)
    return Failure(status, error.description.encode(), _TEXT, _headers(error, _BEARER))


def imsx(error: OneRosterError) -> Failure:
    """The JSON object of OneRoster 1.1, section 5, under the error's own status."""
    body = json.dumps(error.payload(), separators=(",", ":")).encode()
    headers = _headers(error, _BEARER_OR_SIGNATURE)
    return Failure(error.status, body, "application/json", headers)


def _headers(error: OneRosterError, challenge: str) -> dict[str, str]:
    if isinstance(error, Unauthorized):
        return {"WWW-Authenticate": challenge}
    if isinstance(error, TooManyRequests):
        return dict(error.headers)
    if isinstance(error, WrongMethod):
        return {"Allow": error.allow}
    if isinstance(error, Unavailable):
        return {"Retry-After": str(error.retry_after)}
    return {}
