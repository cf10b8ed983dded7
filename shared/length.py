"""How long a text is for the databases."""

from __future__ import annotations


def length(text: str) -> int:
    """In UTF-16 code units, in which SQL Server's `nvarchar(n)` counts: an emoji has two.
    PostgreSQL counts characters; what is short enough by this can be stored in both."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le", "surrogatepass")) // 2
