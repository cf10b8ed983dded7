"""Who a request comes from: what an access token says, and nothing more."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Identity:
    """A relying party with what its token was granted.

    `scopes` are the granted OneRoster scopes. `school` is the sourcedId of the only school that the
    token is good for; None means every school that authorised the relying party.
    """

    relying_party_id: int
    scopes: tuple[str, ...] = ()
    school: str | None = None
