"""What every procedure that takes a query of the back-end begins with: its values as variables."""

from __future__ import annotations

from local.tsql.columns import columns, is_list, names
from local.tsql.templates import inline, lines
from local.tsql.within import relations
from shared.oneroster import RecordKind


def read_query(kind: RecordKind) -> str:
    """The lines that read the query, and fail when it could not be answered as it is meant."""
    return lines("read_query", reader="@relyingParty") + refuse(kind, "")


def matches(kind: RecordKind, who: str, margin: str) -> str:
    """What the kind's function <kind>_matching gives; `who`: its first three arguments."""
    arguments = inline("arguments", margin=margin + "        ")
    return inline("matches", margin=margin, plural=kind.plural, who=who, arguments=arguments)


def refuse(kind: RecordKind, margin: str) -> str:
    """The lines that fail on a query that could not be answered as it is meant."""
    these = columns(kind)
    absent = {"role", "type"} - {one.name for one in these}
    return lines(
        "refuse",
        margin=margin,
        plural=kind.plural,
        relations=", ".join(f"N'{name}'" for name in relations(kind)) or "N''",
        others="".join(f" or @{name} is not null" for name in sorted(absent)),
        known=", ".join([*names(these, lambda one: True), "N'metadata'"]),
        sorts=", ".join(names(these, lambda one: not is_list(one))),
    )
