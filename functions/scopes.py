"""Which scopes a relying party was granted, and which one a service call needs (section 3.6.2)."""

from __future__ import annotations

from functions.identity import Identity
from shared.errors import Forbidden
from shared.oneroster import ROSTER, ROSTER_CORE, SCOPE, SCOPES, ServiceCall

# The scopes' names without their common beginning, as operators and the database write them.
BY_NAME = {scope.removeprefix(SCOPE): scope for scope in SCOPES}

# A scope that is enough for another's calls: whoever may read nested rosters may read plain ones.
_INCLUDED_IN = {ROSTER_CORE: ROSTER}


def granted_scopes(names: str) -> tuple[str, ...]:
    """The scopes of a relying party's `scopes` in the database: names separated by blanks."""
    return tuple(BY_NAME[name] for name in names.split() if name in BY_NAME)


def allow(call: ServiceCall, identity: Identity) -> None:
    """Raises Forbidden, naming the scope, when the caller's token is not good for `call`."""
    enough = {call.scope, _INCLUDED_IN.get(call.scope, call.scope)}
    if enough.isdisjoint(identity.scopes):
        raise Forbidden(f"{call.name} needs a token with the scope {call.scope}")
