"""How relying parties and their credentials look: a table for people, JSON for scripts."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from rich.markup import escape
from rich.table import Table

from admin.console import say, say_json
from admin.relying_party import RelyingParty, Secret

SCHOOLS_SHOWN = 5
_NEVER_WRAPPED = ("client id", "scopes", "created", "revoked")


def say_once(credentials: Mapping[str, str], *, json: bool) -> None:
    """Shows credentials by name, which nobody can do a second time."""
    if json:
        say_json(dict(credentials))
        return
    widest = max(map(len, credentials))
    for name, value in credentials.items():
        say(f"{name:{widest}}  {value}")
    say("What is secret is shown this once; pass it on safely.")


def as_table(found: Sequence[RelyingParty]) -> Table:
    """A row each."""
    table = Table(title="Relying parties", title_justify="left")
    for header in ("name", "client id", "schools", "scopes", "created", "secrets", "revoked"):
        table.add_column(header, overflow="fold", no_wrap=header in _NEVER_WRAPPED)
    for one in found:
        table.add_row(*(escape(cell) for cell in _cells(one, datetime.now(UTC))))
    return table


def _cells(one: RelyingParty, now: datetime) -> tuple[str, ...]:
    return (
        one.name,
        one.client_id,
        _schools(one),
        "\n".join(one.scopes),
        _day(one.created_at),
        "\n".join(_age(secret, now) for secret in one.secrets),
        _day(one.revoked_at),
    )


def as_json(one: RelyingParty) -> dict[str, Any]:
    """The same facts with instants in ISO 8601."""
    return {
        "name": one.name,
        "client_id": one.client_id,
        "schools": [sourced_id for sourced_id, _ in one.schools],
        "scopes": list(one.scopes),
        "oauth1_key": one.oauth1_key,
        "created_at": _iso(one.created_at),
        "secrets": [
            {"created_at": _iso(secret.created_at), "expires_at": _iso(secret.expires_at)}
            for secret in one.secrets
        ],
        "revoked_at": _iso(one.revoked_at),
    }


def _schools(one: RelyingParty) -> str:
    lines = [f"{sourced_id} {name}" for sourced_id, name in one.schools[:SCHOOLS_SHOWN]]
    more = len(one.schools) - SCHOOLS_SHOWN
    return "\n".join([*lines, f"and {more} more"] if more > 0 else lines)


def _age(secret: Secret, now: datetime) -> str:
    days = (now - secret.created_at.replace(tzinfo=UTC)).days
    end = f", ends {secret.expires_at:%m-%d %H:%M}" if secret.expires_at else ""
    return f"{days} d old{end}"


def _day(value: datetime | None) -> str:
    return f"{value:%Y-%m-%d}" if value else ""


def _iso(value: datetime | None) -> str | None:
    return f"{value.isoformat(timespec='milliseconds')}Z" if value else None
