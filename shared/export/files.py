"""The files of a CSV set: which records each is made of, and with which columns.

Links between records (classResources, courseResources, roles) have neither a status nor a date of
their own in a document: a file of them is always the whole of them, so that none is lost that went.
"""

from __future__ import annotations

import uuid
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import cached_property

from shared.csv_columns import csv_fields
from shared.export.source import Record
from shared.oneroster import (
    CLASSES,
    COURSES,
    KINDS,
    ORGS,
    RESOURCES,
    ROLES,
    USERS,
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
    `whole` files are bulk in a delta set too."""

    name: str
    kind: RecordKind
    fields: tuple[Field, ...]
    split: Split
    needs: str = ""
    extends: str = ""
    whole: bool = False

    @property
    def file_name(self) -> str:
        return f"{self.name}.csv"

    @cached_property
    def references(self) -> tuple[Field, ...]:
        return tuple(field for field in self.fields if field.to)


@dataclass(frozen=True)
class Version:
    """A version of the CSV binding: its number, all files that its manifest names, in order, and
    those that are exported, each after those that its references lead to."""

    number: str
    manifest: tuple[str, ...]
    files: tuple[ExportFile, ...]


# A link is known by what it links: the same sourcedId in each export.
_LINKS = uuid.UUID("5f0d5b2e-6f0e-4a5c-9c38-7d4f3b0a1e62")


def _link_id(*sourced_ids: str) -> str:
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
            link = _link_id(record["sourcedId"], resource["sourcedId"])
            yield {"sourcedId": link, kind.singular: record, "resource": resource}

    return split


def _roles(user: Record) -> Iterator[Record]:
    """A 1.2 role for each org of a 1.1 user; the first org is the primary one."""
    for place, org in enumerate(user["orgs"]):
        role = {"user": user, "org": org, "role": user["role"]}
        kind = "secondary" if place else "primary"
        yield {"sourcedId": _link_id(user["sourcedId"], org["sourcedId"]), "roleType": kind, **role}


def _user_1p2(user: Record) -> Iterator[Record]:
    yield {**user, "primaryOrg": next(iter(user["orgs"]), None)}


def _text(*names: str) -> tuple[Field, ...]:
    return tuple(Field(name, name, Type.STRING) for name in names)


def _ref(kind: RecordKind) -> Field:
    column = f"{kind.singular}SourcedId"
    return Field(kind.singular, column, Type.REF, required=True, to=kind.plural)


def _links(name: str, kind: RecordKind) -> ExportFile:
    fields = (*_text("title"), _ref(kind), _ref(RESOURCES))
    return ExportFile(name, kind, fields, _resources_of(kind), needs="resources", whole=True)


_EXTENDS = {"demographics": "users"}
_RECORDS = {
    kind.plural: ExportFile(
        kind.plural, kind, csv_fields(kind), _itself, extends=_EXTENDS.get(kind.plural, "")
    )
    for kind in KINDS
}
_LINK_FILES = {
    "classResources": _links("classResources", CLASSES),
    "courseResources": _links("courseResources", COURSES),
}
_NOT_IN_1P2 = ("orgSourcedIds", "role")
_USERS_1P2 = ExportFile(
    "users",
    USERS,
    (
        *(field for field in csv_fields(USERS) if field.csv not in _NOT_IN_1P2),
        *_text("userMasterIdentifier", "preferredGivenName"),
        *_text("preferredMiddleName", "preferredFamilyName"),
        Field("primaryOrg", "primaryOrgSourcedId", Type.REF, to="orgs"),
        *_text("pronouns"),
    ),
    _user_1p2,
)
_ROLES = ExportFile(
    "roles",
    USERS,
    (
        _ref(USERS),
        *_text("roleType"),
        Field("role", "role", Type.ENUM, required=True, values=ROLES),
        *_text("beginDate", "endDate"),
        _ref(ORGS),
        Field("userProfile", "userProfileSourcedId", Type.REF),
    ),
    _roles,
    whole=True,
)

_MANIFEST_1P1 = (
    "academicSessions categories classes classResources courses courseResources demographics "
    "enrollments lineItems orgs resources results users"
)
_MANIFEST_1P2 = (
    "academicSessions categories classes classResources courses courseResources demographics "
    "enrollments lineItemLearningObjectiveIds lineItems lineItemScoreScales orgs resources "
    "resultLearningObjectiveIds results resultScoreScales roles scoreScales userProfiles "
    "userResources users"
)
# The gradebook of 1.2 asks for more than 1.1 knows of a line item or a result.
_WITHOUT = ("categories", "lineItems", "results")


_FILES_1P1 = {**_RECORDS, **_LINK_FILES}
_ROSTER_1P2 = {name: file for name, file in _FILES_1P1.items() if name not in _WITHOUT}
_FILES_1P2 = {**_ROSTER_1P2, "users": _USERS_1P2, "roles": _ROLES}
VERSIONS = {
    "1.1": Version("1.1", tuple(_MANIFEST_1P1.split()), tuple(_FILES_1P1.values())),
    "1.2": Version("1.2", tuple(_MANIFEST_1P2.split()), tuple(_FILES_1P2.values())),
}
