"""Since when a delta tells what changed: a point in time, or a revision of the data."""

from __future__ import annotations

import re
from datetime import UTC, datetime

_REVISION = re.compile(r"[0-9]{1,18}")
_WRONG = (
    "{!r} is neither a revision nor a point in time with its zone, such as 2026-09-01T06:00:00.000Z"
)
# Why it cannot be told what changed after a revision, by the state that the database answers
# (sql: changed_after, get_changedAfter).
_UNANSWERABLE = {
    "ahead": "the data are at revision {now} and have not come to {revision} yet",
    "forgotten": "what changed after revision {revision} is not known any more; export everything",
    "regrouped": (
        "other records may be seen than at revision {revision}, which no delta can tell;"
        " export everything"
    ),
}


def read_since(text: str) -> int | str:
    """A revision, or a point in time as `read_instant` gives it. Raises ValueError, which says what
    is allowed."""
    return int(text) if _REVISION.fullmatch(text) else read_instant(text)


def read_instant(text: str) -> str:
    """A point in time as `YYYY-MM-DDThh:mm:ss.sssZ`; a date alone is its beginning in UTC.

    Raises ValueError, which says what is allowed.
    """
    try:
        when = datetime.fromisoformat(text)
    except ValueError:
        raise ValueError(_WRONG.format(text[:40])) from None
    if when.tzinfo is None and len(text) > len("YYYY-MM-DD"):
        raise ValueError(_WRONG.format(text[:40]))
    there = when if when.tzinfo else when.replace(tzinfo=UTC)
    try:
        return there.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    except OverflowError:
        raise ValueError(_WRONG.format(text[:40])) from None


def instant_of(revision: int, state: str, instant: str | None, now: int) -> str:
    """The instant from which on there may be changes after `revision`, out of what the database
    answered; `now` is the present revision. Raises ValueError, which says why there is none."""
    if instant is None:
        raise ValueError(_UNANSWERABLE[state].format(revision=revision, now=now))
    return instant


def since(instant: str) -> str:
    """The filter for what changed at `instant` (as `read_instant` gives it) or after it, deletions
    too. At it as well: another change may have got the same millisecond."""
    return f"dateLastModified>='{instant}'"
