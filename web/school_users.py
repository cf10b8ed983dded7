"""Users as the API of one school documents them: organisations as plain ids, and no agents."""

from __future__ import annotations

import json
from typing import Any

# In the documentation's order. The first are always there, the others only with a value.
_ALWAYS = (
    "sourcedId",
    "status",
    "dateLastModified",
    "username",
    "givenName",
    "familyName",
    "identifier",
    "role",
)
_WITH_A_VALUE = (
    "email",
    "middleName",
    "sms",
    "phone",
    "enabledUser",
    "orgSourcedIds",
    "userIds",
    "grades",
)


def school_users(page: bytes) -> bytes:
    """A page `{"users":[...]}` of OneRoster 1.1, its users in the documented shape."""
    users = [_school_user(user) for user in json.loads(page)["users"]]
    return json.dumps({"users": users}, ensure_ascii=False, separators=(",", ":")).encode()


def _school_user(user: dict[str, Any]) -> dict[str, Any]:
    known = {
        **user,
        "orgSourcedIds": [org["sourcedId"] for org in user["orgs"]],
        "grades": user["grades"][:1],
    }
    shown = {name: known.get(name) for name in _ALWAYS}
    return shown | {name: known[name] for name in _WITH_A_VALUE if known.get(name)}
