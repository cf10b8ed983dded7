"""Records of OneRoster 1.2 as those of 1.1, just as the files of 1.2 are read."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any

from admin.importing.files_1p2 import SEXES_1P2
from admin.importing.tolerances import VALUE_1P2, filled_in
from functions.tolerances import Tolerance
from shared.roles_1p2 import NEAREST, RENAMED

Shown = dict[str, Any]
Note = Callable[[Tolerance], None]
Translation = Callable[[Shown, Note], None]

# The JSON names that only 1.2 has, and those of their columns, under which they are kept.
_BESIDE = {
    "userMasterIdentifier": "userMasterIdentifier",
    "preferredFirstName": "preferredGivenName",
    "preferredMiddleName": "preferredMiddleName",
    "preferredLastName": "preferredFamilyName",
    "pronouns": "pronouns",
}
_PROFILE = ("profileType", "vendorId", "applicationId", "description")


def _user(shown: Shown, note: Note) -> None:
    """A user's roles, profiles and preferred names; the role is that of the first primary one."""
    roles = [one for one in _taken_list(shown, "roles") if isinstance(one, dict)]
    roles.sort(key=lambda one: one.get("roleType") != "primary")
    kept = {new: shown.pop(old) for old, new in _BESIDE.items() if shown.get(old)}
    kept |= _references(shown)
    if profiles := [one for one in _taken_list(shown, "userProfiles") if isinstance(one, dict)]:
        kept["userProfiles"] = _profiles(profiles)
    if roles:
        shown["role"] = roles[0].get("role")
        shown["orgs"] = _orgs(roles)
    _keep(shown, kept)
    _map(shown, "role", NEAREST, note)
    shown["role"] = RENAMED.get(str(shown.get("role")), shown.get("role"))
    _fill(shown, "username", shown.get("sourcedId"), note)


def _demographics(shown: Shown, note: Note) -> None:
    _map(shown, "sex", SEXES_1P2, note)


def _class(shown: Shown, note: Note) -> None:
    _fill(shown, "classType", "scheduled", note)


TRANSLATIONS_1P2: Mapping[str, Translation] = {
    "users": _user,
    "demographics": _demographics,
    "classes": _class,
}


def _taken_list(shown: Shown, name: str) -> list[Any]:
    value = shown.pop(name, None)
    return value if isinstance(value, list) else []


def _references(shown: Shown) -> Shown:
    """The primary org and the resources by their sourcedIds, as 1.2's columns have them."""
    primary = shown.pop("primaryOrg", None)
    resources = _taken_list(shown, "resources")
    found = {
        "primaryOrgSourcedId": primary.get("sourcedId") if isinstance(primary, dict) else "",
        "resourceSourcedIds": ",".join(
            str(one.get("sourcedId")) for one in resources if isinstance(one, dict)
        ),
    }
    return {name: value for name, value in found.items() if value}


def _orgs(roles: list[Shown]) -> list[Any]:
    """A reference to each org once; what is no reference comes as it is, to be found wrong."""
    by_id = {json.dumps(org.get("sourcedId")): org for org in map(_org, roles)}
    return [by_id[key] for key in sorted(by_id)]


def _org(role: Shown) -> Shown:
    org = role.get("org")
    return org if isinstance(org, dict) else {}


def _profiles(profiles: list[Shown]) -> str:
    """As gcidm.fold_userProfiles words them: no passwords, keys as jsonb orders them."""
    found = sorted(map(_profile, profiles), key=lambda one: str(one.get("sourcedId")))
    ordered = [dict(sorted(one.items(), key=lambda item: (len(item[0]), item[0]))) for one in found]
    return json.dumps(ordered, ensure_ascii=False)


def _profile(shown: Shown) -> Shown:
    credentials = shown.get("credentials")
    first = credentials[0] if isinstance(credentials, list) and credentials else {}
    first = first if isinstance(first, dict) else {}
    profile = {name: shown.get(name) for name in _PROFILE}
    profile |= {"credentialType": first.get("type"), "username": first.get("username")}
    profile["sourcedId"] = shown.get("profileId")
    return {name: value for name, value in profile.items() if value}


def _keep(shown: Shown, kept: Shown) -> None:
    metadata = shown.get("metadata")
    if kept and (metadata is None or isinstance(metadata, dict)):
        shown["metadata"] = {**(metadata or {}), **kept}


def _map(shown: Shown, name: str, values: Mapping[str, str], note: Note) -> None:
    value = shown.get(name)
    if isinstance(value, str) and value in values:
        note(VALUE_1P2)
        _keep(shown, {name: value})
        shown[name] = values[value] or None


def _fill(shown: Shown, name: str, value: Any, note: Note) -> None:
    """What 1.1 requires and 1.2 does not."""
    if not shown.get(name):
        note(filled_in(name))
        shown[name] = value
