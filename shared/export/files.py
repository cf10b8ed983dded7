"""The files of a CSV set: which records each is made of, and with which columns.

Links between records (classResources, courseResources, roles) have neither a status nor a date of
their own in a document: a file of them is always the whole of them, so that none is lost that went.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from shared.csv_columns import csv_fields
from shared.export.source import Record
from shared.oneroster import (
    CLASSES,
    COURSES,
    KINDS,
    RESOURCES,
    Field,
    RecordKind,
    Type,
)

Split = Callable[[Record], Iterator[Record]]


@dataclass(frozen=True)
class ExportFile:
    """One file: `name` without .csv, the columns after the base columns, and `split`: what of its
    rows a document of `kind` makes, as records of `fields`. `needs` is the plural of a kind without
    which the file makes no sense; `extends` that of the kind whose sourcedIds its records share;
    `whole` files are bulk in a delta set too. The metadata named in `beside` are columns.
    `elsewhere` are required references of its records that stand in another file."""

    name: str
    kind: RecordKind
    fields: tuple[Field, ...]
    split: Split
    needs: str = ""
    extends: str = ""
    whole: bool = False
    beside: tuple[str, ...] = ()
    elsewhere: tuple[Field, ...] = ()

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    def is_bulk(self, instant: str | None) -> bool:
        """Whether it is bulk in a set of what changed since `instant`, None: of everything."""
        return instant is None or self.whole

    def metadata_of(self, names: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
        """Which metadata have a column `metadata.<name>`, out of the names of each kind's; only a
        file of records has any."""
        if self.name != self.kind.plural:
            return ()
        return tuple(name for name in names[self.name] if name not in self.beside)

    @cached_property
    def references(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.to)


# A link is known by what it links: the same sourcedId in each export.
_LINKS = uuid.UUID("5f0d5b2e-6f0e-4a5c-9c38-7d4f3b0a1e62")


def link_id(*sourced_ids: str) -> str:
    """The sourcedId of the link between records."""
    return str(uuid.uuid5(_LINKS, " ".join(sourced_ids)))


def _itself(record: Record) -> Iterator[Record]:
    """The record; subjects and subjectCodes, where it has both, as lists of one length."""
    subjects, codes = record.get("subjects"), record.get("subjectCodes")
    if subjects and codes and len(subjects) != len(codes):
        longer = max(len(subjects), len(codes))
        padded = {"subjects": subjects, "subjectCodes": codes}
        record |= {name: one + [""] * (longer - len(one)) for name, one in padded.items()}
    yield record


def _resources_of(kind: RecordKind) -> Split:
    def split(record: Record) -> Iterator[Record]:
        for resource in record.get("resources", ()):
            link = link_id(record["sourcedId"], resource["sourcedId"])
            yield {"sourcedId": link, kind.singular: record, "resource": resource}

    return split


def text_fields(*names: str) -> tuple[Field, ...]:
    """Columns of text, or of nothing."""
    return tuple(Field(name, name, Type.STRING) for name in names)


def ref_field(kind: RecordKind) -> Field:
    """A column that names a record of the kind."""
    column = f"{kind.singular}SourcedId"
    return Field(kind.singular, column, Type.REF, required=True, to=kind.plural)


def _links(name: str, kind: RecordKind) -> ExportFile:
    fields = (*text_fields("title"), ref_field(kind), ref_field(RESOURCES))
    return ExportFile(name, kind, fields, _resources_of(kind), needs="resources", whole=True)


_EXTENDS = {"demographics": "users"}
RECORD_FILES = {
    kind.plural: ExportFile(
        kind.plural, kind, csv_fields(kind), _itself, extends=_EXTENDS.get(kind.plural, "")
    )
    for kind in KINDS
}
LINK_FILES = {
    "classResources": _links("classResources", CLASSES),
    "courseResources": _links("courseResources", COURSES),
}
