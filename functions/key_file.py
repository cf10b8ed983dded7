"""Where the keys come from: the setting XPORTER_TOKEN_KEYS, a file's path or the JSON itself."""

from __future__ import annotations

import stat
from dataclasses import dataclass
from pathlib import Path

from functions.key_set import parse_keys
from functions.keys import Keys
from shared.settings import SettingsError, setting

_MODE_OF_OTHERS = stat.S_IRWXO | stat.S_IWGRP


@dataclass(frozen=True)
class KeySettings:
    """The path of a key file, or its JSON, as a secret store puts it into the environment."""

    token_keys: str = setting("XPORTER_TOKEN_KEYS")


def load_keys(token_keys: str) -> Keys:
    """The keys that the setting names. Raises SettingsError, with nothing of a key in its text."""
    if token_keys.lstrip().startswith("{"):
        return parse_keys(token_keys)
    return parse_keys(read_key_file(Path(token_keys)))


def read_key_file(path: Path) -> str:
    """The text of a key file. Raises SettingsError when it is missing or others can get at it."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise SettingsError(
            f"XPORTER_TOKEN_KEYS: there is no file {path}; make one with `xporter keys create`"
        ) from None
    except (OSError, UnicodeDecodeError):
        raise SettingsError(f"XPORTER_TOKEN_KEYS: {path} cannot be read as text") from None
    if mode & _MODE_OF_OTHERS:
        raise SettingsError(f"XPORTER_TOKEN_KEYS: others can get at {path}; run `chmod 600 {path}`")
    return text
