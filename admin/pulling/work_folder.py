"""The folder in which a pull keeps its pages and how far it is; nobody else can read it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from urllib.parse import quote

from admin.errors import AdminError
from admin.pulling.state import State, read_state

_STATE = "xporter-pull.json"
_LOCK = "xporter-pull.lock"
_PAGE = "*-[0-9][0-9][0-9][0-9][0-9][0-9].json"


class WorkFolder:
    """The pages lie in `path`, as the state names them."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def load(self) -> State | None:
        """The state that was saved last; None when there is none that can be read."""
        try:
            return read_state(json.loads((self.path / _STATE).read_text("utf-8")))
        except (OSError, ValueError, KeyError, TypeError):
            return None

    def save(self, state: State) -> None:
        """Writes the state down, whole or not at all."""
        new = self.path / (_STATE + ".new")
        new.write_text(json.dumps(state.as_json()), "utf-8")
        new.replace(self.path / _STATE)

    def empty(self) -> None:
        """Removes the state and all pages, and nothing that somebody else may have put there."""
        for file in (*self.path.glob(_STATE), *self.path.glob(_PAGE)):
            file.unlink()

    def remove(self) -> None:
        """Removes what is ours, of which nothing is needed any more, and the folder if that was
        all."""
        self.empty()
        (self.path / _LOCK).unlink(missing_ok=True)
        with suppress(OSError):
            self.path.rmdir()


@contextmanager
def work_folder(path: Path) -> Iterator[WorkFolder]:
    """The folder, made if need be and held while the block runs.

    Raises AdminError when it cannot be used, or another pull uses it.
    """
    try:
        path.mkdir(mode=0o700, parents=True, exist_ok=True)
        lock = os.open(path / _LOCK, os.O_CREAT | os.O_RDWR, 0o600)
    except OSError as error:
        raise AdminError(f"{path} cannot be used: {error.strerror}.") from None
    try:
        fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        yield WorkFolder(path)
    except BlockingIOError:
        raise AdminError(f"Another pull is using {path}.") from None
    finally:
        os.close(lock)


def default_path(feed: str, parent: Path) -> Path:
    """Where the pages of a feed's pull are kept below `parent`."""
    return parent / ".xporter-pull" / quote(feed, safe="")
