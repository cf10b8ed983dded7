"""ASP.NET's inline route constraints: `{id:int}`, `{name:length(1,20)}`."""

from __future__ import annotations

import re
import uuid
from collections.abc import Callable
from datetime import datetime

from local.host.errors import Refused

Constraint = Callable[[str], bool]
_FORM = re.compile(r"(\w+)(?:\((.*)\))?")


def constraint(text: str, route: str) -> Constraint:
    """The test that `text`, e.g. "range(1,9)", puts to a value. Raises Refused when unknown."""
    form = _FORM.fullmatch(text)
    maker = _MAKERS.get(form[1].lower()) if form else None
    if form is None or maker is None:
        raise Refused(f"route {route}: unknown constraint {text!r}; known: {', '.join(_MAKERS)}")
    try:
        return maker(form[2] or "")
    except (ValueError, re.error) as error:
        raise Refused(f"route {route}: constraint {text!r}: {error}") from None


def _pattern(pattern: str) -> Constraint:
    compiled = re.compile(pattern, re.IGNORECASE)
    return lambda value: compiled.search(value) is not None


def _readable(reader: Callable[[str], object]) -> Callable[[str], Constraint]:
    def test(value: str) -> bool:
        try:
            reader(value)
        except ValueError:
            return False
        return True

    return lambda _: test


def _integer(bits: int) -> Constraint:
    limit = 1 << (bits - 1)
    return lambda value: _is_whole(value) and -limit <= int(value) < limit


def _between(text: str, measure: Callable[[str], int | None]) -> Constraint:
    bounds = [int(one) for one in text.split(",")]
    low, high = bounds[0], bounds[-1]

    def test(value: str) -> bool:
        measured = measure(value)
        return measured is not None and low <= measured <= high

    return test


def _whole(value: str) -> int | None:
    return int(value) if _is_whole(value) else None


def _is_whole(value: str) -> bool:
    return re.fullmatch(r"[+-]?[0-9]+", value) is not None


_HUGE = 1 << 63
_NUMBER = r"^[+-]?([0-9]+(\.[0-9]*)?|\.[0-9]+)(e[+-]?[0-9]+)?$"
_MAKERS: dict[str, Callable[[str], Constraint]] = {
    "int": lambda _: _integer(32),
    "long": lambda _: _integer(64),
    "bool": lambda _: _pattern(r"^(true|false)$"),
    "guid": _readable(uuid.UUID),
    "datetime": _readable(datetime.fromisoformat),
    "decimal": lambda _: _pattern(_NUMBER),
    "double": lambda _: _pattern(_NUMBER),
    "float": lambda _: _pattern(_NUMBER),
    "alpha": lambda _: _pattern(r"^[a-z]*$"),
    "required": lambda _: _pattern(r"."),
    "regex": _pattern,
    "length": lambda text: _between(text, len),
    "minlength": lambda text: _between(f"{int(text)},{_HUGE}", len),
    "maxlength": lambda text: _between(f"0,{int(text)}", len),
    "range": lambda text: _between(text, _whole),
    "min": lambda text: _between(f"{int(text)},{_HUGE}", _whole),
    "max": lambda text: _between(f"{-_HUGE},{int(text)}", _whole),
}
