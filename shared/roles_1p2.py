"""The roles of OneRoster 1.2 in terms of those of 1.1, which has fewer."""

from __future__ import annotations

# The same under another name: an administrator of the org.
RENAMED = {"siteAdministrator": "administrator"}
# What 1.1 does not have, with what comes nearest.
NEAREST = {
    "districtAdministrator": "administrator",
    "principal": "administrator",
    "systemAdministrator": "administrator",
    "counselor": "aide",
}
_OF_1P1 = {old: new for new, old in RENAMED.items()}


def role_1p2(role: str, known: object) -> str:
    """The role of 1.2 for a 1.1 role; `known` is one that the user had in 1.2, if any."""
    if isinstance(known, str) and NEAREST.get(known) == role:
        return known
    return _OF_1P1.get(role, role)
