"""The versions of the CSV binding that are exported: the files of each, and what differs in 1.2."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from shared.csv_columns import csv_fields
from shared.export.files import (
    LINK_FILES,
    RECORD_FILES,
    ExportFile,
    link_id,
    ref_field,
    text_fields,
)
from shared.export.source import Record
from shared.oneroster import ORGS, USERS, Field, Type
from shared.roles_1p2 import role_1p2


@dataclass(frozen=True)
class Version:
    """A version of the CSV binding: its number, all files that its manifest names, in order, and
    those that are exported, each after those that its references lead to."""

    number: str
    manifest: tuple[str, ...]
    files: tuple[ExportFile, ...]


def _roles(user: Record) -> Iterator[Record]:
    """A 1.2 role for each org of a 1.1 user, the primary one there: 1.2 wants one in each org. One
    without org for a user who has none, since roles stand here only."""
    role = role_1p2(user["role"], user.get("metadata", {}).get("role"))
    for org in user["orgs"] or (None,):
        link = link_id(user["sourcedId"], *([org["sourcedId"]] if org else ()))
        yield {"sourcedId": link, "roleType": "primary", "user": user, "org": org, "role": role}


def _user_1p2(user: Record) -> Iterator[Record]:
    """What only 1.2 has columns for stands under the metadata of a 1.1 user."""
    metadata = user.get("metadata", {})
    columns = {name: metadata[name] for name in _ONLY_1P2 if name in metadata}
    others = {name: metadata[name] for name in metadata if name not in _ONLY_1P2}
    yield {**user, **columns, "metadata": others}


_NOT_IN_1P2 = ("orgSourcedIds", "role")
_ONLY_1P2 = (
    *("userMasterIdentifier", "preferredGivenName", "preferredMiddleName", "preferredFamilyName"),
    *("primaryOrgSourcedId", "pronouns"),
)
_USERS_1P2 = ExportFile(
    "users",
    USERS,
    (
        *(field for field in csv_fields(USERS) if field.csv not in _NOT_IN_1P2),
        *text_fields(*_ONLY_1P2),
    ),
    _user_1p2,
    whole=True,
    beside=_ONLY_1P2,
    elsewhere=tuple(field for field in csv_fields(USERS) if field.csv == "orgSourcedIds"),
)
_ROLES = ExportFile(
    "roles",
    USERS,
    (
        ref_field(USERS),
        *text_fields("roleType"),
        Field("role", "role", Type.ENUM, required=True),
        *text_fields("beginDate", "endDate"),
        ref_field(ORGS),
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
_FILES_1P1 = {**RECORD_FILES, **LINK_FILES}
_ROSTER_1P2 = {name: file for name, file in _FILES_1P1.items() if name not in _WITHOUT}
_FILES_1P2 = {**_ROSTER_1P2, "users": _USERS_1P2, "roles": _ROLES}
VERSIONS = {
    "1.1": Version("1.1", tuple(_MANIFEST_1P1.split()), tuple(_FILES_1P1.values())),
    "1.2": Version("1.2", tuple(_MANIFEST_1P2.split()), tuple(_FILES_1P2.values())),
}
