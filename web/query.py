"""What the web tier itself reads from a query: the window of records that is asked for.

The rest of the query is a profile's business: it forwards what its documentation says.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass
from urllib.parse import parse_qsl, quote, urlencode

from shared.errors import InvalidBlankSelectionField, InvalidData

Params = tuple[tuple[str, str], ...]
Forward = Callable[[Params], Params]

MAX_NUMBER = 2**31 - 1
_STATUS_FILTER = re.compile(r"\s*status\s*=\s*'(active|tobedeleted)'\s*", re.IGNORECASE)
_SHOWN_CHARACTERS = 40


@dataclass(frozen=True)
class Limits:
    """What `limit` may be: from `least`, and `most` where it is greater; `default` where it is not
    sent. None: all records."""

    default: int | None
    least: int
    most: int | None


@dataclass(frozen=True)
class Window:
    """Which of the matching records: `limit` records (None: all of them) from `offset` on."""

    limit: int | None
    offset: int


def read_params(query_string: str) -> Params:
    """The query's parameters in their order. One with an empty value counts as absent, but for
    `fields`, which then names a field that is blank (section 3.4.4).

    `query_string` is raw, one character a byte, as WSGI hands it over.
    """
    text = query_string.encode("latin-1").decode("utf-8", "replace")
    params = parse_qsl(text, keep_blank_values=True)
    return tuple(param for param in params if param[1] or param[0] == "fields")


def read_window(params: Params, limits: Limits) -> Window:
    """The window that `limit` and `offset` ask for. Raises InvalidData."""
    limit = _number(params, "limit", limits.least)
    offset = _number(params, "offset", 0)
    if limit is None:
        return Window(limits.default, offset or 0)
    return Window(min(limit, limits.most or limit), offset or 0)


def encoded(params: Params) -> str:
    """The parameters as a query string, in which nothing but letters, digits and `._-~` is raw."""
    return urlencode(params, quote_via=quote, safe="")


def nothing(params: Params) -> Params:
    """Forwards no parameter."""
    return ()


def status_filter(params: Params) -> Params:
    """Forwards a `filter` of the one documented form, status='active' or status='tobedeleted'."""
    filters = [value for name, value in params if name == "filter"]
    match = _STATUS_FILTER.fullmatch(filters[0]) if len(filters) == 1 else None
    return (("filter", f"status='{match[1].lower()}'"),) if match else ()


def named(*names: str) -> Forward:
    """Forwards the parameters of these names; `orderBy` only beside the `sort` that it belongs to.

    What is made raises InvalidData for a parameter given twice, InvalidBlankSelectionField.
    """

    def forward(params: Params) -> Params:
        given = [name for name, _ in params if name in names]
        for name in given:
            if given.count(name) > 1:
                raise InvalidData(
                    f"The parameter {name} is given {given.count(name)} times; it must be one."
                )
        if ("fields", "") in params and "fields" in names:
            raise InvalidBlankSelectionField(
                "The parameter fields is blank; it must be a list of fields' names."
            )
        idle = () if "sort" in given else ("orderBy",)
        return tuple(one for one in params if one[0] in names and one[0] not in idle)

    return forward


def _number(params: Params, name: str, least: int) -> int | None:
    values = [value for one, value in params if one == name]
    if not values:
        return None
    text = values[0]
    if len(values) > 1:
        raise _not_a_number(name, f"given {len(values)} times", least)
    if not (text.isascii() and text.isdigit()) or len(text.lstrip("0")) > len(str(MAX_NUMBER)):
        raise _not_a_number(name, _shown(text), least)
    if not least <= int(text) <= MAX_NUMBER:
        raise _not_a_number(name, _shown(text), least)
    return int(text)


def _shown(text: str) -> str:
    cut = text if len(text) <= _SHOWN_CHARACTERS else text[:_SHOWN_CHARACTERS] + "…"
    return repr(cut)


def _not_a_number(name: str, found: str, least: int) -> InvalidData:
    return InvalidData(
        f"The parameter {name} is {found};"
        f" it must be one whole number from {least} to {MAX_NUMBER}."
    )
