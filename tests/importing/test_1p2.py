"""Rostering sets of OneRoster 1.2, read into the records of 1.1."""

from __future__ import annotations

import json

from tests.importing.newer import declare, newer
from tests.importing.roster import Roster, ids

__all__ = ["newer"]


def test_a_user_has_the_primary_role_and_all_orgs(newer: Roster) -> None:
    newer.load()
    document = newer.doc("users", "ada")
    assert document["role"] == "student"
    assert ids(document["orgs"]) == ["north", "south"]


def test_roles_that_1p1_lacks_become_the_nearest_and_are_kept(newer: Roster) -> None:
    report = newer.load()
    document = newer.doc("users", "pat")
    assert (document["role"], document["metadata"]["role"]) == ("administrator", "principal")
    tolerated = {(file, one.found): n for (file, one), n in report.findings.tolerated.items()}
    assert tolerated["roles.csv", "a value that only OneRoster 1.2 has"] == 1


def test_what_1p1_has_no_field_for_is_kept_under_metadata(newer: Roster) -> None:
    newer.load()
    metadata = newer.doc("users", "ada")["metadata"]
    assert metadata["preferredGivenName"] == "Addie"
    assert metadata["pronouns"] == "she/her"
    assert metadata["primaryOrgSourcedId"] == "north"
    profile = {"sourcedId": "p1", "profileType": "app", "vendorId": "vendor"}
    profile |= {"applicationId": "reader", "username": "ada.b"}
    assert json.loads(metadata["userProfiles"]) == [profile]


def test_the_same_set_again_changes_nothing(newer: Roster) -> None:
    newer.load()
    assert newer.load().revision is None


def test_a_user_without_a_role_is_a_problem(newer: Roster) -> None:
    newer.replace("roles", "x3,,,pat,primary,principal,,,south,\n", "")
    problem = newer.refused().problems[0]
    assert (problem.file, problem.line, problem.value) == ("users.csv", 3, "pat")
    assert problem.rule == "the user has no role in roles.csv"


def test_a_role_refers_to_a_user_and_an_org(newer: Roster) -> None:
    newer.add("roles", "x4,,,nobody,primary,student,,,nowhere,")
    assert {one.value for one in newer.refused().problems} == {"nobody", "nowhere"}


def test_users_come_with_their_roles(newer: Roster) -> None:
    (newer.folder / "roles.csv").unlink()
    declare(newer)
    assert newer.refused().problems[0].rule == "users.csv needs roles.csv in the same set"


def test_users_and_roles_are_bulk(newer: Roster) -> None:
    declare(newer, "file.roles,delta")
    assert newer.refused().problems[0].rule.startswith("must be bulk")


def test_the_gradebook_of_1p2_is_not_imported_and_says_so(newer: Roster) -> None:
    newer.write("scoreScales", "sourcedId\n")
    declare(newer)
    problem = newer.refused().problems[0]
    assert (problem.column, problem.value) == ("file.scoreScales", "bulk")
    assert "only rostering is imported" in problem.rule
