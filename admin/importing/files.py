"""The CSV files of a OneRoster 1.1 set: one for each record kind, and two that link resources."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from admin.importing.parts import Fold, Part, Reference
from functions.json_records import OFTEN_ABSENT
from shared.csv_columns import BASE_COLUMNS, MANIFEST, csv_fields
from shared.oneroster import KINDS, Field, RecordKind, Type

SOURCED_ID = Field("sourcedId", "sourcedId", Type.REF, required=True)
__all__ = ["BASE_COLUMNS", "FILE", "FILES", "MANIFEST", "SOURCED_ID", "CsvFile"]


@dataclass(frozen=True)
class Mapped:
    """Values of a column that only OneRoster 1.2 has, each with the nearest of 1.1, "": none; and
    those `renamed` ones that are the same as one of 1.1."""

    column: str
    values: Mapping[str, str]
    renamed: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class CsvFile:
    """One file: `name` without .csv, `fields` beside the base columns. `extends` is the plural of
    the kind whose sourcedIds its records share; `needs` a file that must come with it. A file that
    `is_delta` has only what changed. Columns named in `beside` are kept under metadata, those in
    `often_blank` are required and may say nothing all the same."""

    name: str
    fields: tuple[Field, ...]
    extends: str = ""
    needs: str = ""
    is_delta: bool = False
    must_be_bulk: bool = False
    beside: frozenset[str] = frozenset()
    often_blank: frozenset[str] = frozenset()
    mapped: tuple[Mapped, ...] = ()
    fold: Fold | None = None

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @property
    def required_base(self) -> tuple[str, ...]:
        return BASE_COLUMNS if self.is_delta else BASE_COLUMNS[:1]

    @property
    def part(self) -> Part:
        own = (Reference("sourcedId", self.extends, "sourcedId"),) if self.extends else ()
        others = (Reference(one.csv, one.to, one.csv) for one in self.fields if one.to)
        return Part(self.name, (*own, *others), is_delta=self.is_delta, fold=self.fold)


def _link(name: str, column: str, to: str) -> CsvFile:
    fields = (
        Field("title", "title", Type.STRING),
        Field(column, column, Type.REF, required=True, to=to),
        Field("resourceSourcedId", "resourceSourcedId", Type.REF, required=True, to="resources"),
    )
    return CsvFile(name, fields, needs=to)


def _records(kind: RecordKind) -> CsvFile:
    names = OFTEN_ABSENT.get(kind.plural, ())
    blank = frozenset(kind.by_json_name[name].csv for name in names)
    extends = _EXTENDS.get(kind.plural, "")
    return CsvFile(kind.plural, csv_fields(kind), extends, often_blank=blank)


_EXTENDS = {"demographics": "users"}

FILES = (
    *(_records(kind) for kind in KINDS),
    _link("courseResources", "courseSourcedId", "courses"),
    _link("classResources", "classSourcedId", "classes"),
)
FILE = {file.name: file for file in FILES}
