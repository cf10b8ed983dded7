"""Settings come from the environment, once, into a frozen dataclass; a wrong one stops the start.

A settings class names its variables in its fields' metadata:

    @dataclass(frozen=True)
    class WebSettings:
        backend_url: str = setting("XPORTER_BACKEND_URL")
        page_size: int = setting("XPORTER_PAGE_SIZE", default=2000)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, field, fields
from typing import Any, TypeVar

T = TypeVar("T")


class SettingsError(Exception):
    """What is wrong with the settings: every problem, a line each."""


def setting(variable: str, *, default: Any = MISSING) -> Any:
    """A dataclass field that is read from the environment variable `variable`."""
    if default is MISSING:
        return field(metadata={"variable": variable})
    return field(default=default, metadata={"variable": variable})


def load(kind: type[T], environ: Mapping[str, str]) -> T:
    """The settings class `kind` filled from `environ`; an empty variable counts as unset.

    Raises SettingsError naming every missing or unreadable variable at once.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for one in fields(kind):  # type: ignore[arg-type]
        variable = one.metadata["variable"]
        text = environ.get(variable, "")
        if text:
            try:
                values[one.name] = _PARSERS[str(one.type)](text)
            except ValueError:
                problems.append(f"{variable} is {text!r}; it must be {_WANTED[str(one.type)]}")
        elif _is_required(one):
            problems.append(f"{variable} is not set")
    if problems:
        raise SettingsError("\n".join(problems))
    return kind(**values)


def _is_required(one: Field[Any]) -> bool:
    return one.default is MISSING


def _whole_number(text: str) -> int:
    if not text.isascii() or not text.isdigit():
        raise ValueError
    return int(text)


def _flag(text: str) -> bool:
    if text.lower() not in ("true", "false"):
        raise ValueError
    return text.lower() == "true"


_PARSERS: dict[str, Callable[[str], Any]] = {
    "str": str,
    "int": _whole_number,
    "float": float,
    "bool": _flag,
}
_WANTED = {"int": "a whole number", "float": "a number", "bool": "true or false"}
