"""How usage looks: tables for people, JSON for scripts."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import asdict
from datetime import datetime
from typing import Any

from rich.markup import escape
from rich.table import Table

from admin.console import moment
from admin.usage import RecordRead, Usage

_UNITS = ("B", "kB", "MB", "GB", "TB")


def usage_table(found: Sequence[Usage], title: str) -> Table:
    """A row for each relying party and call."""
    table = Table(title=title, title_justify="left")
    for header in ("relying party", "call"):
        table.add_column(header, overflow="fold", min_width=12)
    for header in ("requests", "records", "size", "304", "errors", "ms", "slowest"):
        table.add_column(header, justify="right", no_wrap=True)
    for header in ("last", "last full pull", "last delta pull"):
        table.add_column(header, min_width=10)
    for one in found:
        table.add_row(*(escape(cell) for cell in _cells(one)))
    return table


def _cells(one: Usage) -> tuple[str, ...]:
    return (
        one.relying_party,
        one.call,
        f"{one.requests:,}",
        f"{one.records:,}",
        _size(one.bytes),
        f"{one.unchanged:,}",
        f"{one.errors:,}",
        f"{one.milliseconds:.1f}",
        f"{one.slowest:.0f}",
        *(_short(when) for when in (one.last_at, one.last_full, one.last_delta)),
    )


def reads_table(found: Sequence[RecordRead], title: str) -> Table:
    """A row for each page that the record was, or may have been, on."""
    table = Table(title=title, title_justify="left")
    for header in ("at", "relying party", "call", "asked", "read"):
        table.add_column(header, overflow="fold", no_wrap=header == "at")
    for one in found:
        cells = (moment(one.at), one.relying_party, one.call, one.query, _certainty(one))
        table.add_row(*(escape(cell) for cell in cells))
    return table


def as_json(one: Usage | RecordRead) -> dict[str, Any]:
    """The same facts with instants in ISO 8601."""
    return {name: _iso(value) for name, value in asdict(one).items()}


def _iso(value: Any) -> Any:
    return f"{value.isoformat(timespec='milliseconds')}Z" if isinstance(value, datetime) else value


def _certainty(one: RecordRead) -> str:
    return "yes" if one.sure else "perhaps: it changed since"


def _short(when: datetime | None) -> str:
    return f"{when:%Y-%m-%d %H:%M}" if when else ""


def _size(number: int) -> str:
    size, unit = float(number), 0
    while size >= 1000 and unit < len(_UNITS) - 1:
        size, unit = size / 1000, unit + 1
    return f"{size:.1f} {_UNITS[unit]}" if unit else f"{number} B"
