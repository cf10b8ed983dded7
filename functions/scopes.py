"""Which scopes a relying party was granted, and which one a service call needs (section 3.6.2)."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable

from functions.identity import Identity
from shared.errors import Forbidden
from shared.oneroster import (
    KINDS,
    ROSTER,
    ROSTER_CORE,
    SCOPES,
    SERVICE_CALLS,
    RecordKind,
    ServiceCall,
    Shape,
)

# The scopes' names without what comes before, as operators and the database write them.
BY_NAME = {re.split("[/:]", scope)[-1]: scope for scope in SCOPES}

# Of each kind, the call that reads all there are.
_ALL_OF = {
    call.kind.plural: call
    for call in SERVICE_CALLS
    if call.shape is Shape.MANY and call.path == f"/{call.kind.plural}"
}

# A scope that is enough for another's calls: whoever may read nested rosters may read plain ones.
_INCLUDED_IN = {ROSTER_CORE: ROSTER}


def granted_scopes(names: str) -> tuple[str, ...]:
    """The scopes of a relying party's `scopes` in the database: names separated by blanks."""
    return tuple(BY_NAME[name] for name in names.split() if name in BY_NAME)


def asked_and_granted(asked: Iterable[str], granted: Collection[str]) -> tuple[str, ...]:
    """Of the scopes that were asked, those that may be had, each once."""
    return tuple(scope for scope in dict.fromkeys(asked) if _has(scope, granted))


def allow(call: ServiceCall, identity: Identity) -> None:
    """Raises Forbidden, naming the scope, when the caller's token is not good for `call`."""
    need(call.scope, call.name, identity)


def need(scope: str, name: str, identity: Identity) -> None:
    """Raises Forbidden when the caller's token is not good for what is called `name`."""
    if not _has(scope, identity.scopes):
        raise Forbidden(f"{name} needs a token with the scope {scope}")


def readable_kinds(scopes: Collection[str]) -> tuple[RecordKind, ...]:
    """The record kinds of which all records may be read with these scopes."""
    return tuple(kind for kind in KINDS if _has(_ALL_OF[kind.plural].scope, scopes))


def _has(scope: str, scopes: Collection[str]) -> bool:
    return not {scope, _INCLUDED_IN.get(scope, scope)}.isdisjoint(scopes)
