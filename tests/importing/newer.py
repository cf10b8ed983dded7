"""A small rostering set of OneRoster 1.2."""

from __future__ import annotations

import pytest

from tests.importing.roster import Roster

USERS = """\
sourcedId,status,dateLastModified,enabledUser,username,userIds,givenName,familyName,middleName,identifier,email,sms,phone,agentSourcedIds,grades,password,userMasterIdentifier,preferredGivenName,preferredMiddleName,preferredFamilyName,primaryOrgSourcedId,pronouns
ada,,,true,ada,,Ada,Byron,,,,,,,07,,M1,Addie,,,north,she/her
pat,,,true,pat,,Pat,Principal,,,,,,,,,,,,,,
"""
ROLES = """\
sourcedId,status,dateLastModified,userSourcedId,roleType,role,beginDate,endDate,orgSourcedId,userProfileSourcedId
x1,,,ada,secondary,aide,,,south,
x2,,,ada,primary,student,2026-09-01,,north,p1
x3,,,pat,primary,principal,,,south,
"""
PROFILES = """\
sourcedId,status,dateLastModified,userSourcedId,profileType,vendorId,applicationId,description,credentialType,username,password
p1,,,ada,app,vendor,reader,,,ada.b,secret
"""


@pytest.fixture
def newer(roster: Roster) -> Roster:
    for name in ("lineItems", "results", "categories", "demographics", "enrollments"):
        (roster.folder / f"{name}.csv").unlink()
    for name, text in {"users": USERS, "roles": ROLES, "userProfiles": PROFILES}.items():
        roster.write(name, text)
    declare(roster)
    return roster


def declare(roster: Roster, *more: str) -> None:
    names = sorted(file.stem for file in roster.folder.iterdir() if file.stem != "manifest")
    rows = ["propertyName,value", "manifest.version,1.0", "oneroster.version,1.2"]
    said = {line.partition(",")[0] for line in more}
    rows += [f"file.{name},bulk" for name in names if f"file.{name}" not in said]
    roster.write("manifest", "\n".join((*rows, *more)) + "\n")
