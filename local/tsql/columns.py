"""How the columns of a record kind are compared and sorted by in T-SQL (alias t)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from functions.comparisons import compared_as, filterable
from functions.documents import column
from local.tsql.templates import inline
from shared.oneroster import Field, RecordKind, Type

BINARY = "collate Latin1_General_100_BIN2"
LISTS = ("list", "userIds", "children")
_INSTANTS = ("date", "dateTime")
_BASE = ("sourcedId", "status", "dateLastModified")


@dataclass(frozen=True)
class Column:
    """A column, or `children`, which has none. `kind_of` as in comparisons.Clause; `word` is the
    expression that an index holds, or could hold, of a text that is short. `always`: it is never
    null; what is written by PUT may lack what an import must have."""

    name: str
    kind_of: str
    to: str
    word: str
    always: bool

    @property
    def sql(self) -> str:
        """The column itself; a T-SQL keyword must be quoted."""
        return 't."primary"' if self.name == "primary" else f"t.{self.name}"


def columns(kind: RecordKind) -> list[Column]:
    """Those that a filter can name, metadata apart."""
    return [_column(kind, field) for field in filterable(kind).values()]


def text_of(one: Column) -> str:
    """What a clause compares as text: null when the record has no value, or it must not be seen."""
    if one.kind_of == "text":
        return lowered(one.sql)
    if one.kind_of == "boolean":
        return f"case {one.sql} when 1 then N'true' when 0 then N'false' end"
    return f"case when {seen(one, one.sql)} then {one.sql} end" if one.to else one.sql


def seen(one: Column, sourced_id: str) -> str:
    """Whether the record that is referred to may be seen by the reader."""
    return inline("seen", hides="@hides", to=one.to, sourcedId=sourced_id)


def text_sorted(one: Column) -> str:
    """As word_sorted, of a text that can be long, and of a boolean."""
    if one.kind_of == "boolean":
        return f"case {one.sql} when 1 then N'true' else N'false' end"
    return lowered(f"coalesce({one.sql}, N'')")


def values_of(one: Column, kind: RecordKind, key: str) -> str:
    """SELECT of the values of a list, as `value`."""
    if one.kind_of == "children":
        return inline("values_children", plural=kind.plural, seen=seen(one, "e.sourcedId"))
    if one.kind_of == "userIds":
        member = f"case {key} when N'type' then e.type when N'identifier' then e.identifier end"
        return inline("values_userIds", lowered=lowered(member), sql=one.sql)
    if one.to:
        return inline("values_references", sql=one.sql, seen=seen(one, f"e.value {BINARY}"))
    return inline("values_texts", lowered=lowered("e.value"), sql=one.sql)


def lowered(text: str) -> str:
    """In lower case by code point, as sql/sqlserver/tables has what is searched."""
    return inline("lowered", text=text)


def word_sorted(one: Column) -> str:
    """What a page is sorted by, the least where there is no value."""
    return one.word if one.always or one.word.endswith("Key") else f"coalesce({one.word}, N'')"


def is_word(one: Column) -> bool:
    """Whether the values are texts that an index can hold."""
    return bool(one.word)


def is_text(one: Column) -> bool:
    return one.kind_of in ("text", "exact", "boolean")


def is_instant(one: Column) -> bool:
    return one.kind_of in _INSTANTS


def is_number(one: Column) -> bool:
    return one.kind_of == "number"


def is_list(one: Column) -> bool:
    return one.kind_of in LISTS


def instant_of(one: Column) -> str:
    return f"cast({one.sql} as datetime2(3))" if one.kind_of == "date" else one.sql


def names(these: list[Column], wanted: Callable[[Column], bool]) -> Iterator[str]:
    return (f"N'{one.name}'" for one in these if wanted(one))


def _column(kind: RecordKind, field: Field) -> Column:
    return Column(
        name=column(field),
        kind_of=compared_as(field),
        to=field.to,
        word=_word(field),
        always=field.name in _BASE or (field.required and not kind.put),
    )


def _word(field: Field) -> str:
    name = f"t.{column(field)}"
    if field.longest:
        return f"{name}Key"
    if field.type is Type.YEAR:
        return lowered(name)
    return name if field.type in (Type.ENUM, Type.REF) else ""
