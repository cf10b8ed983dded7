"""A page of a provider's collection, streamed to disk, and what is known of it."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlsplit

import requests

from admin.errors import AdminError
from admin.importing.findings import Findings
from admin.importing.json_replies import reply_kind, reply_records
from admin.importing.json_stream import BrokenJson
from admin.importing.packing import Folder
from admin.importing.progress import Silent
from admin.pulling.patience import http_date
from admin.pulling.sending import printable
from functions.comparisons import read_instant

_CHUNK = 1 << 18
_LARGEST = 1 << 29  # bytes: what is larger is no page


@dataclass(frozen=True)
class Contents:
    """What a page has: `ids` are hashes of the records' sourcedIds, of this process only."""

    count: int = 0
    ids: tuple[int, ...] = ()
    newest: datetime | None = None


@dataclass(frozen=True)
class Page:
    """A reply. `contents` are of a 200; `said` is what another one gives as its reason. `next` is
    the query of the Link to the next page, and `has_links` whether there is any."""

    status: int
    contents: Contents = Contents()
    said: str = ""
    total: int | None = None
    next: Mapping[str, str] = field(default_factory=dict)
    has_links: bool = False
    revision: str | None = None
    clock: datetime | None = None


def take_page(reply: requests.Response, kind: str, path: Path) -> Page:
    """Saves a page at `path` and tells what it is. Raises BrokenJson when it is not whole, or not
    of the kind, and what requests raises when the connection breaks."""
    if reply.status_code != 200:
        return Page(reply.status_code, said=_reason(reply))
    _save(reply, path)
    total = reply.headers.get("X-Total-Count", "").strip()
    return Page(
        200,
        read_contents(path, kind),
        total=int(total) if re.fullmatch("[0-9]{1,15}", total) else None,
        next=_query(reply.links.get("next", {}).get("url", "")),
        has_links=bool(reply.links),
        revision=reply.headers.get("X-Data-Revision"),
        clock=http_date(reply.headers.get("Date")),
    )


def read_contents(path: Path, kind: str) -> Contents:
    """What a saved page has, read record by record. Raises BrokenJson."""
    packing = Folder(path.parent, {})
    findings = Findings()
    found = reply_kind(packing, path.name, findings)
    if found and found.plural != kind:
        raise BrokenJson(f"it has {found.plural} where {kind} were asked for")
    ids: list[int] = []
    newest: datetime | None = None
    for record in reply_records(packing, path.name, findings, Silent().advance) if found else ():
        ids.append(_id(record))
        for when in _changed(record):
            newest = max(newest or when, when)
    if findings.total:
        raise BrokenJson(findings.problems[0].rule)
    return Contents(len(ids), tuple(ids), newest)


def _query(link: str) -> dict[str, str]:
    """Of a Link; none of one that cannot be read."""
    try:
        return dict(parse_qsl(urlsplit(link).query, keep_blank_values=True))
    except ValueError:
        return {}


def _save(reply: requests.Response, path: Path) -> None:
    size = 0
    with open(path, "wb", opener=_open_privately) as out:
        for chunk in reply.iter_content(_CHUNK):
            size += len(chunk)
            if size > _LARGEST:
                raise AdminError(f"{reply.url} answers with more than {_LARGEST:,} bytes.")
            out.write(chunk)


def _open_privately(path: str, flags: int) -> int:
    return os.open(path, flags, 0o600)


def _id(record: Any) -> int:
    return hash(str(record.get("sourcedId")) if isinstance(record, dict) else "")


def _changed(record: Any) -> Iterator[datetime]:
    """The record's dateLastModified, if it can be read."""
    try:
        yield read_instant(record["dateLastModified"])
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        return


def _reason(reply: requests.Response) -> str:
    """What the provider says of its failure, in a line."""
    start = next(reply.iter_content(_CHUNK), b"")
    found = re.search(rb'"(?:imsx_)?description"\s*:\s*"([^"]*)"', start)
    text = (found[1] if found else b"").decode("utf-8", "replace")
    return printable(text)
