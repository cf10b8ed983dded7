"""The procedures get_<kind> and count_<kind>: a page, and how many records there are."""

from __future__ import annotations

from local.tsql.columns import columns, is_word, names
from local.tsql.query import matches, read_query
from local.tsql.templates import inline, lines
from shared.oneroster import RecordKind

# The kinds whose references a relying party may not all be shown: templates hidden_<kind>.
_HIDING = ("users", "orgs", "courses", "enrollments")
_READER = "@relyingParty, @school, @hides"


def get(kind: RecordKind) -> str:
    """The text of the file of get_<kind>."""
    return lines(
        "get",
        plural=kind.plural,
        read_query=read_query(kind),
        beginning=lines("visible"),
        unseen=lines("unseen"),
        sorted=_sorted(kind),
        seen_by_feed=_seen("f.hides", "t"),
        only=_only(kind, "      "),
        walk=_walk(kind),
        hidden=_hidden(kind),
    )


def count(kind: RecordKind) -> str:
    """The text of the file of count_<kind>."""
    return lines(
        "count",
        plural=kind.plural,
        name=f"count_{kind.plural}".lower(),
        read_query=read_query(kind),
        beginning=lines("visible"),
        unseen=lines("unseen"),
        seen_by_feed=_seen("f.hides", "t"),
        seen_by_feed_m=_seen("f.hides", "m"),
        only=_only(kind, "      "),
        call=matches(kind, "@relyingParty, @school, f.hides", "    "),
    )


def _sorted(kind: RecordKind) -> str:
    up, down = _sorted_one(kind, "", ">"), _sorted_one(kind, " desc", "<")
    return f"    if @descending = 0\n{up}    else\n{down}"


def _sorted_one(kind: RecordKind, down: str, beyond: str) -> str:
    return lines(
        "sorted",
        call=matches(kind, _READER, " " * 12),
        seen_by_feed=_seen("f.hides", "m"),
        words=", ".join(names(columns(kind), is_word)),
        down=down,
        beyond=beyond,
    )


def _walk(kind: RecordKind) -> str:
    return lines(
        "walk",
        plural=kind.plural,
        seen=_seen("@hides", "t"),
        only=_only(kind, " " * 18),
        call=matches(kind, _READER, " " * 16),
        seen_m=_seen("@hides", "m"),
    )


def _seen(hides: str, alias: str) -> str:
    """Whether the record (alias `alias`) may be seen by the reader."""
    return inline("seen_here", hides=hides, alias=alias)


def _only(kind: RecordKind, margin: str) -> str:
    """Conditions on what stands in the page's index beside its key."""
    has = {one.name for one in columns(kind)}
    asked = (name for name in ("status", "role", "type") if name in has)
    return "\n".join(f"{margin}and (@{name} is null or t.{name} = @{name})" for name in asked)


def _hidden(kind: RecordKind) -> str:
    if kind.plural not in _HIDING:
        return "cast(null as nvarchar(max))"
    return inline("hidden", hidden=inline(f"hidden_{kind.plural}"))
