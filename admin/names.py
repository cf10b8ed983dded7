"""The names that operators give."""

from __future__ import annotations

from admin.errors import AdminError
from shared.length import length


def checked_name(of: str, name: str, longest: int) -> str:
    """The name without blanks around it. Raises AdminError when `of` (the relying party, the feed)
    cannot be called that; `longest` is what `length` may be."""
    trimmed = name.strip()
    if not 1 <= length(trimmed) <= longest or not trimmed.isprintable():
        raise AdminError(
            f"The name {trimmed[:40]!r} of {of} does not do: 1 to {longest} printable characters."
        )
    return trimmed
