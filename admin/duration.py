"""How long something lasts, as an operator writes it: 90s, 30m, 24h, 7d, or 0."""

from __future__ import annotations

import re
from datetime import timedelta

from admin.errors import AdminError

LONGEST = timedelta(days=366)
_WRITTEN = re.compile(r"([0-9]{1,8})([smhd])", re.ASCII)
_SECONDS = {"s": 1, "m": 60, "h": 3600, "d": 86400}


def parse_duration(text: str) -> timedelta:
    """The duration that `text` says. Raises AdminError when it says none, or more than a year."""
    found = _WRITTEN.fullmatch("0s" if text == "0" else text)
    duration = timedelta(seconds=int(found[1]) * _SECONDS[found[2]]) if found else None
    if duration is None or duration > LONGEST:
        raise AdminError(f"{text!r} is not a duration: 90s, 30m, 24h, 7d or 0, at most 366d.")
    return duration
