"""Points in time, as the tests write them into the database."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta


def ago(**age: float) -> datetime:
    """That long before now, in UTC and naive, as the columns are read: `ago(days=1)`."""
    return datetime.now(UTC).replace(tzinfo=None) - timedelta(**age)
