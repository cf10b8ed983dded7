"""Where an export's records come from, and which of them it takes."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Protocol

from shared.oneroster import RecordKind

Record = dict[str, Any]

ACTIVE = "status='active'"
DELETED = "status='tobedeleted'"

# Stored documents hold a raw control character where the public base of an href belongs.
_DECODER = json.JSONDecoder(strict=False)


@dataclass(frozen=True)
class Pages:
    """Documents joined by commas, a page at a time; `total` is how many there are on all pages."""

    total: int
    pages: Iterator[bytes]

    def __iter__(self) -> Iterator[bytes]:
        return self.pages


class Source(Protocol):
    """What a reader may see. `names` has, for each kind (its plural) that may be read, the names
    of the metadata that its records hold."""

    @property
    def names(self) -> Mapping[str, tuple[str, ...]]: ...

    def pages(self, kind: RecordKind, filter: str) -> Pages:
        """The documents of the records that match a OneRoster filter, each record once, in an order
        that does not change."""
        ...


def documents(page: bytes) -> Iterator[tuple[Record, str]]:
    """Each document of a page, as a mapping and as its text. Raises ValueError: it is none."""
    text, at = page.decode(), 0
    while at < len(text):
        record, end = _DECODER.raw_decode(text, at)
        yield record, text[at:end]
        at = end + 1
