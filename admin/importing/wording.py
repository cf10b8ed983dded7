"""A JSON value in a few characters that any terminal can show."""

from __future__ import annotations

import json
from typing import Any

_LONGEST = 200


def in_words(value: Any) -> str:
    """The value as a problem or a warning names it: texts bare, others as JSON, None as nothing."""
    if value is None:
        return ""
    text = value if isinstance(value, str) else _json(value)
    return text[:_LONGEST].encode("utf-8", "backslashreplace").decode()


def _json(value: Any) -> str:
    try:
        return json.dumps(value, ensure_ascii=False)
    except RecursionError:
        return "…"
