"""What the web tier itself reads from a query: the window of records that is asked for.

The rest of the query is a profile's business: it forwards what its documentation says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl

from shared.errors import InvalidData

Params = tuple[tuple[str, str], ...]
Forward = Callable[[Params], Params]

MAX_NUMBER = 2**31 - 1
_STATUS_FILTER = re.compile(r"\s*status\s*=\s*'(active|tobedeleted)'\s*", re.IGNORECASE)
_SHOWN_CHARACTERS = 40


@dataclass(frozen=True)
class Window:
    """Which of the matching records: `limit` records (None: all of them) from `offset` on."""

    limit: int | None
    offset: int


def read_params(query_string: str) -> Params:
    """The query's parameters in their order, those with an empty value left out.

    `query_string` is raw, one character a byte, as WSGI hands it over.
    """
    text = query_string.encode("latin-1").decode("utf-8", "replace")
    return tuple(parse_qsl(text))


def read_window(params: Params, default_limit: int | None) -> Window:
    """The window that `limit` and `offset` ask for. Raises InvalidData."""
    limit = _number(params, "limit")
    offset = _number(params, "offset")
    return Window(default_limit if limit is None else limit, offset or 0)


def nothing(params: Params) -> Params:
    """Forwards no parameter."""
    return ()


def status_filter(params: Params) -> Params:
    """Forwards a `filter` of the one documented form, status='active' or status='tobedeleted'."""
    filters = [value for name, value in params if name == "filter"]
    match = _STATUS_FILTER.fullmatch(filters[0]) if len(filters) == 1 else None
    return (("filter", f"status='{match[1].lower()}'"),) if match else ()


def _number(params: Params, name: str) -> int | None:
    values = [value for one, value in params if one == name]
    if not values:
        return None
    text = values[0]
    if len(values) > 1:
        raise _not_a_number(name, f"given {len(values)} times")
    if not (text.isascii() and text.isdigit()) or len(text.lstrip("0")) > len(str(MAX_NUMBER)):
        raise _not_a_number(name, _shown(text))
    if int(text) > MAX_NUMBER:
        raise _not_a_number(name, _shown(text))
    return int(text)


def _shown(text: str) -> str:
    cut = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return repr(cut)


def _not_a_number(name: str, found: str) -> InvalidData:
    return InvalidData(
        f"The parameter {name} is {found}; it must be one whole number from 0 to {MAX_NUMBER}."
    )
