"""The body of a request, whole, of a bounded size."""

from __future__ import annotations

from flask import Request
from gunicorn.http.errors import ParseException  # type: ignore[import-untyped]

from shared.errors import InvalidData
from web.errors import TooLarge


def whole_body(request: Request, most: int, what: str) -> bytes:
    """The bytes of the body, chunked or not; `most` are allowed for `what`.

    Raises InvalidData when it does not arrive, TooLarge.
    """
    try:
        body = request.stream.read(most + 1)
    except (OSError, ParseException) as error:
        raise InvalidData("The body of the request did not arrive.") from error
    if len(body) > most:
        raise TooLarge(f"The body of {what} may have {most} bytes.")
    return body


def sent_headers(request: Request, names: tuple[str, ...]) -> dict[str, str]:
    """Those of the named headers that the client sent, unchanged."""
    return {name: request.headers[name] for name in names if name in request.headers}
