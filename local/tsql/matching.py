"""The function <kind>_matching: which records a query of the back-end asks for."""

from __future__ import annotations

from local.tsql.columns import (
    Column,
    columns,
    instant_of,
    is_instant,
    is_list,
    is_number,
    is_text,
    is_word,
    lowered,
    names,
    text_of,
    text_sorted,
    values_of,
    word_sorted,
)
from local.tsql.within import WITHIN
from shared.oneroster import RecordKind

PARAMETERS = """\
    @relyingParty int, @school nvarchar(255), @hides bit,
    @sourcedId nvarchar(255), @status nvarchar(255), @role nvarchar(255), @type nvarchar(255),
    @within1 nvarchar(32), @in1 nvarchar(255), @within2 nvarchar(32), @in2 nvarchar(255), @either bit,
    @column1 nvarchar(64), @operator1 nvarchar(8), @value1 nvarchar(4000), @key1 nvarchar(4000), @from1 datetime2(3),
    @column2 nvarchar(64), @operator2 nvarchar(8), @value2 nvarchar(4000), @key2 nvarchar(4000), @from2 datetime2(3),
    @sort nvarchar(64)"""

_MATCHING = """\
-- The {plural} that a query asks for (see read_query), each with what the page is sorted by, the least
-- for a record without the field: one of word, text, number and instant. @hides: whether a filter
-- must not tell what a record's references would not show. Written by `python -m local.tsql`.
--
-- For statements that are compiled with their parameters' values, so that only what is asked for is left
-- of it, and the indexes serve: the lines "narrow" say nothing new, but an index can be searched by them.
create or alter function gcidm.{plural}_matching(
{parameters}
) returns table as return
select t.feedId, t.sourcedId, t.audienceId, s.word, s.text, s.number, s.instant
from gcidm.{plural} t
{clause1}
{clause2}
cross apply (
    select {sort}
) s
where (@sourcedId is null or t.sourcedId = @sourcedId)
  and (@status is null or t.status = @status)
{only}\
{within}\
  -- narrow
  and (@either = 1 or @from1 is null or t.dateLastModified >= @from1)
  and (@either = 1 or @from2 is null or t.dateLastModified >= @from2)
  and (@either = 1 or @column1 is null or @operator1 <> N'=' or @column1 not in ({words}) or {word1} = @value1)
  and (@either = 1 or @column2 is null or @operator2 <> N'=' or @column2 not in ({words}) or {word2} = @value2)
  -- the filter
  and (@either = 0 and m1.matches = 1 and m2.matches = 1 or @either = 1 and 1 in (m1.matches, m2.matches));
"""

_CLAUSE = """\
cross apply (
    select {keys}
) k{n}
cross apply (
    select try_convert(float, @value{n}) as number, try_convert(datetime2(7), left(@value{n}, 26), 126) as instant
) v{n}
cross apply (
    select case
        when k{n}.text < @value{n} or k{n}.number < v{n}.number or k{n}.instant < v{n}.instant then -1
        when k{n}.text > @value{n} or k{n}.number > v{n}.number or k{n}.instant > v{n}.instant then 1
        when k{n}.text = @value{n} then sign(datalength(k{n}.text) - datalength(@value{n}))
        when k{n}.number = v{n}.number or k{n}.instant = v{n}.instant then 0 end as side
) c{n}
cross apply (
    select case
        when @column{n} is null then 1 - @either
        when @from{n} is not null then
            case when t.dateLastModified >= @from{n} and (@operator{n} = N'>=' or c{n}.side <> 0) then 1 else 0 end
{lists}\
        when @operator{n} = N'=' and c{n}.side = 0 or @operator{n} = N'!=' and coalesce(c{n}.side, 1) <> 0
          or @operator{n} = N'<' and c{n}.side < 0 or @operator{n} = N'<=' and c{n}.side <= 0
          or @operator{n} = N'>' and c{n}.side > 0 or @operator{n} = N'>=' and c{n}.side >= 0
          or @operator{n} = N'~' and (c{n}.side = 0 or charindex(@value{n}, k{n}.text) > 0
                                 or k{n}.text is not null and datalength(@value{n}) = 0)
        then 1 else 0 end as matches
) m{n}"""

# How many of the listed values the record has: "~" wants any, "!=" not all, all others all.
_LIST = """\
        when @column{n} = N'{name}' then (
            select case when @operator{n} = N'~' and f.found > 0 or @operator{n} = N'!=' and f.found < f.total
                          or @operator{n} not in (N'~', N'!=') and f.found = f.total then 1 else 0 end
            from (select count(*) as total, coalesce(sum(w.found), 0) as found
                  from (select case when exists (
                                   select 1 from ({values}) h
                                   where h.value = w.value and datalength(h.value) = datalength(w.value))
                               then 1 else 0 end as found
                        from openjson(@value{n}) w) w) f)
"""


def matching(kind: RecordKind) -> str:
    """The text of the function's file."""
    these = columns(kind)
    return _MATCHING.format(
        plural=kind.plural,
        parameters=PARAMETERS,
        clause1=_clause(kind, these, 1),
        clause2=_clause(kind, these, 2),
        sort=_sort(these),
        only=_only(these),
        within=_within(kind),
        words=", ".join(names(these, is_word)),
        word1=_narrow(these, 1),
        word2=_narrow(these, 2),
    )


def _clause(kind: RecordKind, these: list[Column], n: int) -> str:
    key = f"@key{n}"
    lists = (
        _LIST.format(n=n, name=one.name, values=values_of(one, kind, key))
        for one in these
        if is_list(one)
    )
    return _CLAUSE.format(n=n, keys=_keys(these, n), lists="".join(lists))


def _keys(these: list[Column], n: int) -> str:
    """What clause `n` compares."""
    column = f"@column{n}"
    metadata = (
        f"(select {lowered('e.value')} from openjson(t.metadata) e "
        f"where e.[key] collate Latin1_General_100_BIN2 = @key{n} and datalength(e.[key]) = datalength(@key{n}))"
    )
    texts = [(one.name, text_of(one, "@hides")) for one in these if is_text(one)]
    numbers = [(one.name, one.sql) for one in these if is_number(one)]
    instants = [(one.name, instant_of(one)) for one in these if is_instant(one)]
    return _four(column, None, [*texts, ("metadata", metadata)], numbers, instants)


def _sort(these: list[Column]) -> str:
    words = [(one.name, word_sorted(one)) for one in these if is_word(one)]
    long = (one for one in these if is_text(one) and not is_word(one))
    texts = [(one.name, text_sorted(one)) for one in long]
    numbers = [(one.name, f"coalesce({one.sql}, -1.79E+308)") for one in these if is_number(one)]
    instants = [(one.name, _instant_sorted(one)) for one in these if is_instant(one)]
    return _four("@sort", words, texts, numbers, instants)


def _instant_sorted(one: Column) -> str:
    if one.always:
        return instant_of(one)
    return f"coalesce({instant_of(one)}, cast('0001-01-01' as datetime2(3)))"


Choices = list[tuple[str, str]]


def _four(chosen: str, words: Choices | None, texts: Choices, numbers: Choices, instants: Choices) -> str:
    parts = [
        _case(chosen, texts, "nvarchar(1)") + " as text",
        _case(chosen, numbers, "float") + " as number",
        _case(chosen, instants, "datetime2(3)") + " as instant",
    ]
    if words is not None:
        parts.insert(0, _case(chosen, words, "nvarchar(1)") + " as word")
    return ",\n           ".join(parts)


def _case(chosen: str, choices: Choices, type_: str) -> str:
    if not choices:
        return f"cast(null as {type_})"
    lines = (f"               when N'{name}' then {value}" for name, value in choices)
    return "\n".join([f"case {chosen}", *lines, "           end"])


def _only(these: list[Column]) -> str:
    has = {one.name for one in these}
    return "".join(
        f"  and (@{name} is null or t.{name} = @{name})\n" for name in ("role", "type") if name in has
    )


def _within(kind: RecordKind) -> str:
    relations = WITHIN.get(kind.plural, {})
    if not relations:
        return ""
    return "".join(
        f"  and (@within{n} is null\n"
        + "".join(
            f"       or @within{n} = N'{name}' and {sql.format(value=f'@in{n}')}\n"
            for name, sql in relations.items()
        )
        + "  )\n"
        for n in (1, 2)
    )


def _narrow(these: list[Column], n: int) -> str:
    whens = " ".join(f"when N'{one.name}' then {one.word}" for one in these if is_word(one))
    return f"case @column{n} {whens} end"
