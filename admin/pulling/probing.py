"""Whether a collection can be asked for what changed: many providers ignore any filter."""

from __future__ import annotations

from pathlib import Path

from admin.pulling.client import Client
from admin.pulling.pages import Page

# What a provider answers that does not have a collection, or not for us.
NOT_SERVED = (403, 404, 405, 410, 501)
_NOTHING = "2999-01-01T00:00:00.000Z"
_EVERYTHING = "1900-01-01T00:00:00.000Z"


def can_be_asked(client: Client, kind: str, path: Path) -> bool:
    """Whether nothing comes of what is newer than the far future, and something of what is newer
    than the far past. Of an empty collection that cannot be said; it is soon pulled in full. One
    that is not served is not served in any way."""
    nothing = _newer(client, kind, path, _NOTHING)
    if nothing.status in NOT_SERVED:
        return True
    everything = _newer(client, kind, path, _EVERYTHING)
    return nothing.status == 200 == everything.status and (
        nothing.contents.count == 0 < everything.contents.count
    )


def _newer(client: Client, kind: str, path: Path, since: str) -> Page:
    query = {"filter": f"dateLastModified>'{since}'", "limit": "1", "offset": "0"}
    return client.page(kind, query, path)
