"""JSON values that no record can hold, because no database text or number can."""

from __future__ import annotations

import math
from typing import Any


def is_storable(value: Any) -> bool:
    """False when a text in the JSON value holds NUL or half of a surrogate pair, or a number is not
    finite."""
    if isinstance(value, str):
        return "\x00" not in value and _is_unicode(value)
    if isinstance(value, dict):
        return all(is_storable(key) and is_storable(one) for key, one in value.items())
    if isinstance(value, list):
        return all(map(is_storable, value))
    return not isinstance(value, float) or math.isfinite(value)


def _is_unicode(text: str) -> bool:
    return text.isascii() or not any("\ud800" <= one <= "\udfff" for one in text)
