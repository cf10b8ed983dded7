"""Where an export's records come from, and which of them it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, Protocol

from shared.oneroster import RecordKind

Record = dict[str, Any]

ACTIVE = "status='active'"
DELETED = "status='tobedeleted'"

# Stored documents hold a raw control character where the public base of an href belongs.
_DECODER = json.JSONDecoder(strict=False)


class Source(Protocol):
    """What a reader may see. `names` has, for each kind (its plural) that may be read, the names
    of the metadata that its records hold."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]: ...

    def pages(self, kind: RecordKind, filter: str) -> Iterator[bytes]:
        """The documents of the records that match a OneRoster filter, joined by commas, a page at
        a time, each record once, in an order that does not change."""
        ...


def since(instant: str) -> str:
    """The filter for what changed at `instant` (as `read_instant` gives it) or after it, deletions
    too. At it as well: another change may have got the same millisecond."""
    return f"dateLastModified>='{instant}'"


def read_instant(text: str) -> str:
    """A point in time as `YYYY-MM-DDThh:mm:ss.sssZ`; a date alone is its beginning in UTC.

    Raises ValueError, which says what is allowed.
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_INSTANT.format(text[:40])) from None
    if when.tzinfo is None and len(text) > len("YYYY-MM-DD"):
        raise ValueError(_INSTANT.format(text[:40]))
    there = when if when.tzinfo else when.replace(tzinfo=UTC)
    try:
        return there.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except OverflowError:
        raise ValueError(_INSTANT.format(text[:40])) from None


_INSTANT = "{!r} is not a point in time with its zone, such as 2026-09-01T06:00:00.000Z"


def documents(page: bytes) -> Iterator[tuple[Record, str]]:
    """Each document of a page, as a mapping and as its text. Raises ValueError: it is none."""
    text, at = page.decode(), 0
    while at < len(text):
        record, end = _DECODER.raw_decode(text, at)
        yield record, text[at:end]
        at = end + 1
