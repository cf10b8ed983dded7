"""Where the keys come from: the setting XPORTER_TOKEN_KEYS, a file's path or the JSON itself."""

from __future__ import annotations

import logging
from dataclasses import dataclass
from pathlib import Path

from functions.key_set import parse_keys
from functions.keys import Keys, KeySet
from shared.secret_file import Exposed, read_secret_file
from shared.settings import SettingsError, setting

log = logging.getLogger("xporter.keys")

Stamp = tuple[int, int, int]


def load_keys(token_keys: str) -> Keys:
    """The keys that the setting names. Raises SettingsError, with nothing of a key in its text.

    Those of a file follow the file.
    """
    if token_keys.lstrip().startswith("{"):
        return Keys.fixed(parse_keys(token_keys))
    return Keys(KeyFile(Path(token_keys)).current)


@dataclass(frozen=True)
class KeySettings:
    """The path of a key file, or its JSON, as a secret store puts it into the environment."""

    keys: Keys = setting("XPORTER_TOKEN_KEYS", parse=load_keys)


def read_key_file(path: Path) -> str:
    """The text of a key file. Raises SettingsError when it is missing or others can get at it."""
    try:
        return read_secret_file(path)
    except Exposed as reason:
        advice = "" if path.exists() else "; make one with `xporter keys create`"
        raise SettingsError(f"XPORTER_TOKEN_KEYS: {reason}{advice}") from None


class KeyFile:
    """The keys of a file, read again when the file has been replaced.

    Raises SettingsError when it is no good at first; a bad one later is told of in the log, and the
    keys stay what they were.
    """

    def __init__(self, path: Path) -> None:
        self._path = path
        self._stamp = _stamp(path)
        self._keys = parse_keys(read_key_file(path))

    def current(self) -> KeySet:
        """The keys in the file; a look at its inode, a microsecond, when nothing has changed."""
        stamp = _stamp(self._path)
        if stamp != self._stamp:
            self._read_again(stamp)
        return self._keys

    def _read_again(self, stamp: Stamp | None) -> None:
        try:
            self._keys = parse_keys(read_key_file(self._path))
        except SettingsError as error:
            log.error("The keys stay as they were: %s", error)
        else:
            log.info("The keys of %s are new", self._path)
        self._stamp = stamp  # last: whoever finds it unchanged must find the keys, too


def _stamp(path: Path) -> Stamp | None:
    """What changes when a file is replaced or written; None when there is none."""
    try:
        found = path.stat()
    except OSError:
        return None
    return found.st_ino, found.st_mtime_ns, found.st_size
