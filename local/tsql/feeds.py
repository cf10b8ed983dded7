"""The procedures count_feed and get_feedPage: a feed's records of any kind, whoever sees them."""

from __future__ import annotations

from local.tsql.query import matches, refuse
from local.tsql.templates import lines
from shared.oneroster import KINDS, RecordKind


def count_feed() -> str:
    """The text of count_feed's file."""
    return _whole("count_feed")


def get_feed_page() -> str:
    """The text of get_feedPage's file."""
    return _whole("get_feedPage")


def _whole(name: str) -> str:
    branches = "".join(_branch(f"{name}_kind", kind) for kind in KINDS)
    return lines(name, read_query=lines("read_query"), branches=branches)


def _branch(template: str, kind: RecordKind) -> str:
    call = matches(kind, "null, null, 0", "    ")
    return lines(template, plural=kind.plural, refuse=refuse(kind, "    "), call=call)
