"""How an error is shown to the caller; a profile names one of these."""

from __future__ import annotations

from dataclasses import dataclass, field

from shared.errors import Forbidden, OneRosterError
from web.errors import TooLarge, UnknownPath, WrongMethod


@dataclass(frozen=True)
class Failure:
    status: int
    body: bytes
    content_type: str
    headers: dict[str, str] = field(default_factory=dict)


# Refusals of this tier itself; whatever comes from behind is a 400 (documented: "Error responses").
_OWN = (Forbidden, UnknownPath, WrongMethod, TooLarge)


def plain_text(error: OneRosterError) -> Failure:
    """A sentence, as the documented API answers: 403, 404, 405 and 413 of this tier, else 400."""
    headers = {"Allow": error.allow} if isinstance(error, WrongMethod) else {}
    status = error.status if isinstance(error, _OWN) else 400
    return Failure(status, error.description.encode(), "text/plain; charset=utf-8", headers)
