"""A relying party as the operator sees it. Instants are naive and in UTC, as the columns are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any


@dataclass(frozen=True)
class Secret:
    """A live secret's times; the secret itself nobody knows."""

    created_at: datetime
    expires_at: datetime | None


@dataclass(frozen=True)
class RelyingParty:
    """`schools` are (sourcedId, name), by name; `secrets` are the live ones, newest first;
    `scopes` are those granted, by their short names; `oauth1_key` is None without OAuth 1.0a."""

    relying_party_id: int
    name: str
    client_id: str
    created_at: datetime
    revoked_at: datetime | None
    schools: tuple[tuple[str, str], ...]
    secrets: tuple[Secret, ...]
    scopes: tuple[str, ...]
    oauth1_key: str | None

    @classmethod
    def from_row(cls, row: Sequence[Any]) -> RelyingParty:
        """From a row of gcidm.get_relyingParties."""
        party_id, name, client_id, created_at, revoked_at, schools, live, scopes, key = row
        return cls(
            party_id,
            name,
            client_id,
            created_at,
            revoked_at,
            tuple((one["sourcedId"], one["name"] or "") for one in json.loads(schools)),
            tuple(_secret(one) for one in json.loads(live)),
            tuple(scopes.split()),
            key,
        )


def _secret(member: dict[str, str | None]) -> Secret:
    created_at, expires_at = member["createdAt"] or "", member["expiresAt"]
    return Secret(_instant(created_at), _instant(expires_at) if expires_at else None)


def _instant(text: str) -> datetime:
    return datetime.fromisoformat(text).astimezone(UTC).replace(tzinfo=None)
