"""The procedures that are told a kind: count_feed, get_feedPage (whoever sees the records) and
match_record (one record, and who reads it)."""

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


def match_record() -> str:
    """The text of match_record's file."""
    return _whole("match_record", "@relyingParty, @school, @hides")


def _whole(name: str, who: str = "null, null, 0") -> str:
    branches = "".join(_branch(f"{name}_kind", kind, who) for kind in KINDS)
    reader = who.partition(",")[0]
    return lines(name, read_query=lines("read_query", reader=reader), branches=branches)


def _branch(template: str, kind: RecordKind, who: str) -> str:
    call = matches(kind, who, "    ")
    return lines(template, plural=kind.plural, refuse=refuse(kind, "    "), call=call)
