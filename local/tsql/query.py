"""What every procedure that takes a query of the back-end begins with: its values as variables."""

from __future__ import annotations

from local.tsql.columns import columns, is_list, names
from local.tsql.within import WITHIN
from shared.oneroster import RecordKind

# The arguments of <kind>_matching, but for @hides, which stands before them.
ARGUMENTS = """\
@sourcedId, @status, @role, @type, @within1, @in1, @within2, @in2, @either,
{margin}@column1, @operator1, @value1, @key1, @from1, @column2, @operator2, @value2, @key2, @from2, @sort"""

READ_QUERY = """\
declare @sourcedId nvarchar(255), @status nvarchar(255), @role nvarchar(255), @type nvarchar(255), @either bit,
        @within1 nvarchar(32), @in1 nvarchar(255), @within2 nvarchar(32), @in2 nvarchar(255),
        @column1 nvarchar(64), @operator1 nvarchar(8), @value1 nvarchar(4000), @key1 nvarchar(4000), @from1 datetime2(3),
        @column2 nvarchar(64), @operator2 nvarchar(8), @value2 nvarchar(4000), @key2 nvarchar(4000), @from2 datetime2(3),
        @sort nvarchar(64), @descending bit, @beyond int;
select @sourcedId = q.sourcedId, @status = q.status, @role = q.role, @type = q.type, @either = q.either,
       @within1 = q.within1, @in1 = q.in1, @within2 = q.within2, @in2 = q.in2,
       @column1 = q.column1, @operator1 = q.operator1, @value1 = q.value1, @key1 = q.key1, @from1 = q.from1,
       @column2 = q.column2, @operator2 = q.operator2, @value2 = q.value2, @key2 = q.key2, @from2 = q.from2,
       @sort = q.sort, @descending = q.descending, @beyond = q.beyond
from gcidm.read_query(@query) q;
"""


# Not all engines give a function's columns the collation of what they hold.
_MATCHING = """\
(
{margin}    select r.feedId, r.audienceId, r.sourcedId collate Latin1_General_100_BIN2 as sourcedId,
{margin}           r.word collate Latin1_General_100_BIN2 as word, r.text collate Latin1_General_100_BIN2 as text, r.number, r.instant
{margin}    from gcidm.{plural}_matching(
{margin}        {who}, {arguments}) r
{margin})"""


def matching_call(kind: RecordKind, who: str, margin: str) -> str:
    """What the kind's function <kind>_matching gives; `who`: its first three arguments."""
    arguments = ARGUMENTS.format(margin=margin + "        ")
    return _MATCHING.format(margin=margin, plural=kind.plural, who=who, arguments=arguments)


def refuse(kind: RecordKind, margin: str = "") -> str:
    """The statement that fails on a query that could not be answered as it is meant."""
    these = columns(kind)
    known = ", ".join([*names(these, lambda one: True), "N'metadata'"])
    sorts = ", ".join(names(these, lambda one: not is_list(one)))
    relations = ", ".join(f"N'{name}'" for name in WITHIN.get(kind.plural, {})) or "N''"
    absent = {"role", "type"} - {one.name for one in these}
    others = "".join(f" or @{name} is not null" for name in sorted(absent))
    return (
        f"{margin}if @beyond > 0 or @within1 not in ({relations}) or @within2 not in ({relations}){others}\n"
        f"{margin}   or @column1 not in ({known})\n"
        f"{margin}   or @column2 not in ({known})\n"
        f"{margin}   or @sort not in ({sorts})\n"
        f"{margin}    throw 50000, N'gcidm: {kind.plural} cannot be asked for this', 1;\n"
    )
