"""How long to wait for a provider that is busy or out of reach, and when to give up."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from admin.errors import AdminError


@dataclass(frozen=True)
class Patience:
    """`tries` requests at most, `first` seconds before the second, twice as many before each that
    follows, never more than `longest`. `tell` is told of each wait."""

    tries: int = 6
    first: float = 1.0
    longest: float = 600.0
    sleep: Callable[[float], None] = time.sleep
    tell: Callable[[str], None] = lambda text: None

    def wait(self, tried: int, reason: str, retry_after: str | None = None) -> None:
        """Waits after the try of that number, from 1, as the header Retry-After asks.

        Raises AdminError when that was the last try, or the header asks for too much.
        """
        asked = read_retry_after(retry_after, datetime.now(UTC))
        seconds = self.first * 2 ** (tried - 1) if asked is None else asked
        if tried >= self.tries:
            raise AdminError(f"{reason}, {tried} times. {RESUME}")
        if seconds > self.longest:
            raise AdminError(f"{reason}, and wants to be left alone for {seconds:,.0f} s. {RESUME}")
        self.tell(f"{reason}; once more in {seconds:g} s.")
        self.sleep(seconds)


RESUME = "What was pulled is kept: the same command goes on from there."


def read_retry_after(value: str | None, now: datetime) -> float | None:
    """The seconds that the header asks for (RFC 9110, 10.2.3), by a number or by an instant; None
    when it is absent or cannot be read."""
    if value is None:
        return None
    if value.strip().isascii() and value.strip().isdigit():
        return float(value)
    instant = http_date(value)
    return max(0.0, (instant - now).total_seconds()) if instant else None


def http_date(value: str | None) -> datetime | None:
    """The instant of a header such as Date; None when it cannot be read."""
    try:
        instant = parsedate_to_datetime(value or "")
    except (ValueError, TypeError):
        return None
    return instant if instant.tzinfo else instant.replace(tzinfo=UTC)
