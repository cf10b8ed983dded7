"""The query string of a data request, read and checked for its form; what it names is checked by
the plan.

The back-end's own parameter `after` is a cursor: where in the order of records the page before
ended.
"""

from __future__ import annotations

import base64
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from shared.errors import InvalidBlankSelectionField, InvalidData

DEFAULT_LIMIT = 100
MOST = 10_000  # a larger limit is clamped: the biggest consumers ask for 5,000 and 10,000
LARGEST = 2**31 - 1

_WHOLE_NUMBER = re.compile(r"[0-9]{1,10}")


@dataclass(frozen=True)
class Cursor:
    """The place of a record in the order of a read: (feedId, sourcedId), which never changes, or
    (sortKey, sourcedId)."""

    feed_id: int
    sourced_id: str
    sort_key: str | None = None

    def as_json(self) -> str:
        """As the procedures take it."""
        return json.dumps(
            {"feedId": self.feed_id, "sourcedId": self.sourced_id, "sortKey": self.sort_key}
        )

    def __str__(self) -> str:
        """As callers carry it: opaque, and safe in a URL."""
        return base64.urlsafe_b64encode(self.as_json().encode()).decode().rstrip("=")


@dataclass(frozen=True)
class Query:
    """A query string; `filter`, `sort` and `fields` are still text, since only the record kind
    tells what they mean."""

    limit: int = DEFAULT_LIMIT
    offset: int = 0
    after: Cursor | None = None
    filter: str = ""
    sort: str = ""
    descending: bool = False
    fields: tuple[str, ...] = ()


def read_query(params: Mapping[str, str]) -> Query:
    """Reads the parameters that have a meaning; others, and empty ones, are ignored.

    Raises InvalidData naming the parameter, its value and what is allowed.
    """
    _refuse_nul(params)
    return Query(
        limit=min(_whole_number(params, "limit", DEFAULT_LIMIT, least=1), MOST),
        offset=_whole_number(params, "offset", 0, least=0),
        after=_read_cursor(params["after"]) if params.get("after") else None,
        filter=params.get("filter", ""),
        sort=params.get("sort", "").strip(),
        descending=_is_descending(params),
        fields=_read_fields(params),
    )


def _whole_number(params: Mapping[str, str], name: str, default: int, *, least: int) -> int:
    text = params.get(name) or str(default)
    if not _WHOLE_NUMBER.fullmatch(text) or not least <= int(text) <= LARGEST:
        raise InvalidData(
            f"{name} is '{text[:40]}'; it must be one whole number from {least} to {LARGEST}"
        )
    return int(text)


def _is_descending(params: Mapping[str, str]) -> bool:
    order = params.get("orderBy", "asc").strip().lower()
    if order not in ("asc", "desc"):
        raise InvalidData(f"orderBy is '{order[:40]}'; it must be asc or desc")
    return order == "desc"


def _read_fields(params: Mapping[str, str]) -> tuple[str, ...]:
    if "fields" not in params:
        return ()
    names = tuple(name.strip() for name in params["fields"].split(","))
    if not all(names):
        raise InvalidBlankSelectionField("fields has a blank name; it must be a list of names")
    return names


def _read_cursor(text: str) -> Cursor:
    try:
        place = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        key = place["sortKey"]
        return Cursor(int(place["feedId"]), str(place["sourcedId"]), key and str(key))
    except (ValueError, TypeError, KeyError):
        raise InvalidData(
            "after is not a cursor; take it from X-Next-After of the page before"
        ) from None


def _refuse_nul(params: Mapping[str, str]) -> None:
    for name, value in params.items():
        if "\x00" in value:
            raise InvalidData(f"{name} holds the character NUL, which no record can contain")
