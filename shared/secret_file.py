"""Files with secrets, read only when nobody else can read them and only their owner can write."""

from __future__ import annotations

import stat
from pathlib import Path

_MODE_OF_OTHERS = stat.S_IRWXO | stat.S_IWGRP


class Exposed(Exception):
    """Why a secret file is not read, in half a sentence; with nothing of what is in it."""


def read_secret_file(path: Path) -> str:
    """The text of a file. Raises Exposed: missing, unreadable, or others can get at it."""
    try:
        mode = path.stat().st_mode
        text = path.read_text("utf-8")
    except FileNotFoundError:
        raise Exposed(f"there is no file {path}") from None
    except (OSError, UnicodeDecodeError):
        raise Exposed(f"{path} cannot be read as text") from None
    if mode & _MODE_OF_OTHERS:
        raise Exposed(f"others can get at {path}; run `chmod 600 {path}`")
    return text
