"""The SQL files beside the packages: which there are, in the order in which they are applied."""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from pathlib import Path

from admin.errors import AdminError

POSTGRES = Path(__file__).resolve().parent.parent / "sql" / "postgres"
FOLDERS = ("schema", "tables", "functions", "grants")


@dataclass(frozen=True)
class SqlFile:
    """One object's definition: `name` is its path below the dialect's folder."""

    name: str
    text: str


def sql_files(root: Path = POSTGRES) -> tuple[SqlFile, ...]:
    """Every file of the dialect's folder `root`: by FOLDERS, then by name.

    Raises AdminError when there are none, as in an installation without its repository.
    """
    paths = [path for folder in FOLDERS for path in sorted((root / folder).glob("*.sql"))]
    if not paths:
        raise AdminError(f"There are no SQL files in {root}; install with `pip install -e .`")
    return tuple(
        SqlFile(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in paths
    )


def digest(files: tuple[SqlFile, ...]) -> str:
    """One digest of all names and texts: equal digests mean equal databases."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.name}\0{file.text}\0".encode())
    return whole.hexdigest()
