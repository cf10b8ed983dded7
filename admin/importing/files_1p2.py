"""The rostering files of a OneRoster 1.2 CSV set, read into the records that OneRoster 1.1 has."""

from __future__ import annotations

from dataclasses import replace

from admin.importing.files import FILE, CsvFile, Mapped
from admin.importing.parts import Fold
from shared.oneroster import KIND, ROLES, Field, Type
from shared.roles_1p2 import NEAREST, RENAMED


def _strings(names: str) -> tuple[Field, ...]:
    return tuple(Field(name, name, Type.STRING) for name in names.split())


SEXES_1P2 = {"other": "", "unspecified": ""}
_USER = Field("user", "userSourcedId", Type.REF, required=True, to="users")

# The columns of 1.1 that 1.2 keeps, in its order, and those that only it has.
_USERS = (
    "enabledUser username userIds givenName familyName middleName identifier email sms phone "
    "agentSourcedIds grades password"
)
_ONLY_1P2 = (
    "userMasterIdentifier resourceSourcedIds preferredGivenName preferredMiddleName "
    "preferredFamilyName primaryOrgSourcedId pronouns"
)
_USERS_BY_COLUMN = {field.csv: field for field in KIND["users"].fields}
_PROFILE = "profileType vendorId applicationId description credentialType username password"

USERS = CsvFile(
    "users",
    (*(_USERS_BY_COLUMN[name] for name in _USERS.split()), *_strings(_ONLY_1P2)),
    needs="roles",
    must_be_bulk=True,
    beside=frozenset(_ONLY_1P2.split()),
)
ROLES_FILE = CsvFile(
    "roles",
    (
        _USER,
        Field("roleType", "roleType", Type.ENUM, required=True, values=("primary", "secondary")),
        Field("role", "role", Type.ENUM, required=True, values=ROLES),
        Field("beginDate", "beginDate", Type.DATE),
        Field("endDate", "endDate", Type.DATE),
        Field("org", "orgSourcedId", Type.REF, required=True, to="orgs"),
        *_strings("userProfileSourcedId"),
    ),
    needs="users",
    must_be_bulk=True,
    mapped=(Mapped("role", NEAREST, RENAMED),),
    often_blank=frozenset(("orgSourcedId",)),
    fold=Fold("gcidm.fold_roles", "userSourcedId", "the user has no role in roles.csv"),
)
USER_PROFILES = CsvFile(
    "userProfiles",
    (_USER, *_strings(_PROFILE)),
    needs="users",
    must_be_bulk=True,
    fold=Fold("gcidm.fold_userProfiles", "userSourcedId", ""),
)
_DEMOGRAPHICS = replace(FILE["demographics"], mapped=(Mapped("sex", SEXES_1P2),))
_SAME = ("orgs", "academicSessions", "resources", "courses", "classes")

FILES_1P2 = (
    *(FILE[name] for name in _SAME),
    USERS,
    ROLES_FILE,
    USER_PROFILES,
    FILE["enrollments"],
    _DEMOGRAPHICS,
    FILE["courseResources"],
    FILE["classResources"],
)
UNSUPPORTED_1P2 = (
    "categories",
    "lineItems",
    "results",
    "scoreScales",
    "lineItemScoreScales",
    "resultScoreScales",
    "lineItemLearningObjectiveIds",
    "resultLearningObjectiveIds",
    "userResources",
)
