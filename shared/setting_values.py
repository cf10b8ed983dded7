"""What a setting's text may be: each parser raises ValueError with what is allowed."""

from __future__ import annotations

from collections.abc import Callable
from math import inf, isnan
from typing import Any, TypeVar
from urllib.parse import urlsplit

T = TypeVar("T")

LEAST_KEY = 32  # characters; the Functions host makes keys of 56


def whole_number(text: str) -> int:
    """Digits and nothing else."""
    if not text.isascii() or not text.isdigit():
        raise ValueError("a whole number")
    return int(text)


def number(text: str) -> float:
    """Whatever Python reads as a number."""
    try:
        return float(text)
    except ValueError:
        raise ValueError("a number") from None


def flag(text: str) -> bool:
    """true or false, in any letter case."""
    if text.lower() not in ("true", "false"):
        raise ValueError("true or false")
    return text.lower() == "true"


def whole_number_in(least: int, most: int) -> Callable[[str], int]:
    """A parser of whole numbers from `least` to `most`, both included."""
    return _checked(whole_number, lambda value: least <= value <= most, f"{least} to {most}")


def seconds(*, zero: bool) -> Callable[[str], float]:
    """A parser of finite durations; `zero` says whether none at all will do."""
    wanted = "0 seconds or more" if zero else "above 0 seconds"
    return _checked(
        number, lambda value: not isnan(value) and (0 < value < inf or (zero and not value)), wanted
    )


def web_address(text: str) -> str:
    """An absolute http or https address without query and fragment."""
    parts = urlsplit(text)
    if parts.scheme in ("http", "https") and parts.netloc and not parts.query + parts.fragment:
        return text
    raise ValueError("an http or https address without a query")


def function_key(text: str) -> str:
    """A key that nobody guesses and that can be sent as a header."""
    if len(text) >= LEAST_KEY and text.isascii() and text.isprintable() and " " not in text:
        return text
    raise ValueError(f"a key of {LEAST_KEY} characters or more, without blanks")


def _checked(
    parse: Callable[[str], T], good: Callable[[T], bool], wanted: str
) -> Callable[[str], T]:
    def parsed(text: str) -> T:
        value = parse(text)
        if not good(value):
            raise ValueError(wanted)
        return value

    return parsed


OF_TYPE: dict[str, Callable[[str], Any]] = {
    "str": str,
    "int": whole_number,
    "float": number,
    "bool": flag,
}
