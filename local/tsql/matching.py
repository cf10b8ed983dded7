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
from local.tsql.templates import inline, lines
from local.tsql.within import relations, within
from shared.oneroster import RecordKind


def matching(kind: RecordKind) -> str:
    """The text of the function's file."""
    these = columns(kind)
    return lines(
        "matching",
        plural=kind.plural,
        parameters=inline("parameters"),
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
    lists = "".join(_list(kind, one, n) for one in these if is_list(one))
    return inline("clause", n=str(n), keys=_keys(these, n), lists=lists)


def _list(kind: RecordKind, one: Column, n: int) -> str:
    values = values_of(one, kind, f"@key{n}")
    return lines("list", n=str(n), name=one.name, values=values)


def _keys(these: list[Column], n: int) -> str:
    """What clause `n` compares."""
    metadata = inline("metadata", lowered=lowered("e.value"), n=str(n))
    texts = [(one.name, text_of(one)) for one in these if is_text(one)]
    numbers = [(one.name, one.sql) for one in these if is_number(one)]
    instants = [(one.name, instant_of(one)) for one in these if is_instant(one)]
    texts.append(("metadata", metadata))
    return _four(f"@column{n}", None, texts, numbers, instants)


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


def _four(
    chosen: str, words: Choices | None, texts: Choices, numbers: Choices, instants: Choices
) -> str:
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
        f"  and (@{name} is null or t.{name} = @{name})\n"
        for name in ("role", "type")
        if name in has
    )


def _within(kind: RecordKind) -> str:
    return "".join(_within_one(kind, n) for n in (1, 2)) if relations(kind) else ""


def _within_one(kind: RecordKind, n: int) -> str:
    choices = (
        f"       or @within{n} = N'{name}' and {within(kind, name, f'@in{n}')}\n"
        for name in relations(kind)
    )
    return "".join([f"  and (@within{n} is null\n", *choices, "  )\n"])


def _narrow(these: list[Column], n: int) -> str:
    whens = " ".join(f"when N'{one.name}' then {one.word}" for one in these if is_word(one))
    return f"case @column{n} {whens} end"
