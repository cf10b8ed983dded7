"""The T-SQL that is written, with names in braces where the record kinds differ."""

from __future__ import annotations

from functools import cache
from pathlib import Path


def lines(template: str, **values: str) -> str:
    """The template's whole lines, filled."""
    return _text(template).format(**values)


def inline(template: str, **values: str) -> str:
    """The same as a part of a line: without the end of its last one."""
    return lines(template, **values).removesuffix("\n")


@cache
def _text(template: str) -> str:
    return Path(__file__).with_name(f"{template}.sql").read_text("utf-8")
