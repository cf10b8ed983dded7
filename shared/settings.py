"""Settings come from the environment, once, into a frozen dataclass; a wrong one stops the start.

A settings class names its variables in its fields' metadata:

    @dataclass(frozen=True)
    class WebSettings:
        backend_url: str = setting("XPORTER_BACKEND_URL", parse=web_address)
        backend_key: str = secret("XPORTER_BACKEND_KEY", default="", parse=function_key)
        page_size: int = setting("XPORTER_PAGE_SIZE", default=2000)
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import MISSING, Field, field, fields
from pathlib import Path
from typing import Any, TypeVar

from shared.secret_file import Exposed, read_secret_file
from shared.setting_values import OF_TYPE
from shared.variables import OF_FILE, misspelt

T = TypeVar("T")

_KEY_VAULT_REFERENCE = "@Microsoft.KeyVault("  # App Service leaves one that it could not follow


class SettingsError(Exception):
    """What is wrong with the settings: every problem, a line each."""


def setting(
    variable: str, *, default: Any = MISSING, parse: Callable[[str], Any] | None = None
) -> Any:
    """A dataclass field that is read from the environment variable `variable`.

    `parse` makes the value of the text, or raises ValueError with what is allowed, or SettingsError
    with what is wrong; without it the field's type says how the text is read.
    """
    return _field(variable, default, {"parse": parse, "secret": False})


def secret(variable: str, *, default: Any = MISSING, parse: Callable[[str], Any] = str) -> Any:
    """As `setting`, of a value that is never shown, and that may stand in the file that the
    variable with _FILE at its end names."""
    return _field(variable, default, {"parse": parse, "secret": True})


def load(kind: type[T], environ: Mapping[str, str]) -> T:
    """The settings class `kind` filled from `environ`; an empty variable counts as unset.

    Raises SettingsError naming every missing, unreadable or misspelt variable at once.
    """
    values: dict[str, Any] = {}
    problems: list[str] = []
    for one in fields(kind):  # type: ignore[arg-type]
        try:
            values |= _value(one, environ)
        except SettingsError as error:
            problems += str(error).splitlines()
    problems += misspelt(environ)
    if problems:
        raise SettingsError("\n".join(problems))
    return kind(**values)


def _field(variable: str, default: Any, metadata: Mapping[str, Any]) -> Any:
    known = {"variable": variable, **metadata}
    return field(metadata=known) if default is MISSING else field(default=default, metadata=known)


def _value(one: Field[Any], environ: Mapping[str, str]) -> dict[str, Any]:
    """The field's name and value; nothing when it has a default and is not set."""
    variable = one.metadata["variable"]
    text = _text(variable, environ, one.metadata["secret"])
    if text.startswith(_KEY_VAULT_REFERENCE):
        raise SettingsError(
            f"{variable} is a Key Vault reference that could not be followed: it needs a secret"
            " of that name, and an identity that may read it"
        )
    if not text and one.default is MISSING:
        raise SettingsError(f"{variable} is not set")
    return {one.name: _parsed(one, text)} if text else {}


def _text(variable: str, environ: Mapping[str, str], is_secret: bool) -> str:
    text, file = environ.get(variable, ""), environ.get(variable + OF_FILE, "")
    if not is_secret or not file:
        return text
    if text:
        raise SettingsError(f"{variable} and {variable}{OF_FILE} are both set; one is enough")
    try:
        return read_secret_file(Path(file)).strip()
    except Exposed as reason:
        raise SettingsError(f"{variable}{OF_FILE}: {reason}") from None


def _parsed(one: Field[Any], text: str) -> Any:
    parse = one.metadata["parse"] or OF_TYPE[str(one.type)]
    try:
        return parse(text)
    except ValueError as wanted:
        found = "" if one.metadata["secret"] else f" is {text!r}; it"
        raise SettingsError(f"{one.metadata['variable']}{found} must be {wanted}") from None
