"""A provider of OneRoster 1.2 becomes the same records as a set of its CSV files."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest

from admin.importing import ImportRefused
from tests.importing.replies import ref
from tests.pulling.fake import FakeProvider, Record
from tests.pulling.puller import Puller, tolerated

ROSTERING = "/ims/oneroster/rostering/v1p2"


def role(name: str, org: str, type_: str = "primary") -> Record:
    return {"roleType": type_, "role": name, "org": ref("orgs", org, "org")}


@pytest.fixture
def newer(provider: FakeProvider, puller: Puller) -> FakeProvider:
    """The good provider, of 1.2."""
    provider.path = ROSTERING
    puller.url = provider.url
    for kind in ("categories", "lineItems", "results"):
        del provider.collections[kind]
    for user in provider.collections["users"]:
        user["roles"] = [role(user.pop("role"), "north")]
        del user["orgs"]
    return provider


def user_of(newer: FakeProvider, puller: Puller, **fields: Any) -> Record:
    """What becomes of a user with these fields."""
    newer.collections["users"][0] |= fields
    puller.run()
    return puller.records("users")["ada"]


def test_all_of_rostering_and_the_resources_are_pulled(newer: FakeProvider, puller: Puller) -> None:
    before = deepcopy(newer.collections)
    report = puller.run()
    added = {kind.kind: kind.added for kind in report.kinds if kind.added}
    assert added == {kind: len(records) for kind, records in before.items()}
    assert "/ims/oneroster/resources/v1p2/resources" in [path for path, _ in newer.asked]
    assert report.findings.tolerated.total() == 0


def test_a_user_has_the_primary_role_and_all_orgs(newer: FakeProvider, puller: Puller) -> None:
    roles = [
        role("aide", "district", "secondary"),
        role("student", "north"),
        role("teacher", "district"),
    ]
    user = user_of(newer, puller, roles=roles)
    assert user["role"] == "student"
    assert [org["sourcedId"] for org in user["orgs"]] == ["district", "north"]


def test_roles_that_1p1_lacks_become_the_nearest_and_are_kept(
    newer: FakeProvider, puller: Puller
) -> None:
    user = user_of(newer, puller, roles=[role("principal", "north")])
    assert (user["role"], user["metadata"]) == ("administrator", {"role": "principal"})


def test_what_1p1_has_no_field_for_is_kept_under_metadata_as_of_csv(
    newer: FakeProvider, puller: Puller
) -> None:
    profile = {
        "profileId": "p1",
        "profileType": "app",
        "vendorId": "vendor",
        "applicationId": "reader",
        "credentials": [{"type": "basic", "username": "ada.b", "password": "hidden"}],
    }
    user = user_of(
        newer,
        puller,
        userMasterIdentifier="M1",
        preferredFirstName="Addie",
        preferredLastName="B",
        pronouns="she/her",
        primaryOrg=ref("orgs", "north", "org"),
        resources=[ref("resources", "atlas", "resource")],
        userProfiles=[profile],
        metadata={"own": "1"},
    )
    profiles = json.loads(user["metadata"].pop("userProfiles"))
    assert user["metadata"] == {
        "own": "1",
        "userMasterIdentifier": "M1",
        "preferredGivenName": "Addie",
        "preferredFamilyName": "B",
        "pronouns": "she/her",
        "primaryOrgSourcedId": "north",
        "resourceSourcedIds": "atlas",
    }
    kept = {"sourcedId": "p1", "profileType": "app", "vendorId": "vendor"}
    kept |= {"applicationId": "reader", "credentialType": "basic", "username": "ada.b"}
    assert profiles == [kept]


def test_what_1p2_does_not_require_is_filled_in_and_counted(
    newer: FakeProvider, puller: Puller
) -> None:
    del newer.collections["users"][0]["username"]
    del newer.collections["classes"][0]["classType"]
    newer.collections["demographics"][0]["sex"] = "other"
    report = puller.run()
    assert puller.records("users")["ada"]["username"] == "ada"
    assert puller.records("classes")["7M"]["classType"] == "scheduled"
    assert puller.records("demographics")["ada"]["metadata"] == {"sex": "other"}
    counted = tolerated(report.findings)
    assert counted["users", "a record of OneRoster 1.2 without username"] == 1
    assert counted["classes", "a record of OneRoster 1.2 without classType"] == 1
    assert counted["demographics", "a value that only OneRoster 1.2 has"] == 1


@pytest.mark.parametrize("roles", [[], [{"role": "student"}], ["student"]])
def test_a_user_without_a_role_at_an_org_is_a_problem(
    newer: FakeProvider, puller: Puller, roles: Any
) -> None:
    newer.collections["users"][0]["roles"] = roles
    with pytest.raises(ImportRefused) as refused:
        puller.run("orgs", "users")
    assert refused.value.findings.problems[0].column in ("role", "orgs")


def test_changes_are_pulled_of_1p2_too(newer: FakeProvider, puller: Puller) -> None:
    puller.run()
    later = {"dateLastModified": "2026-09-10T06:00:00.000Z"}
    user_of(newer, puller, roles=[role("aide", "district")], **later)
    newer.collections["users"][1] = {"sourcedId": "tea", "status": "tobedeleted", **later}
    report = puller.run()
    assert puller.records("users")["ada"]["role"] == "aide"
    assert puller.statuses("users") == {"ada": "active", "tea": "tobedeleted"}
    assert all("dateLastModified" in query["filter"] for query in newer.pages("users")[-2:])
    assert report.revision is not None
