"""The SQL files beside the packages: which there are, in the order in which they are applied."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from pathlib import Path

from admin.errors import AdminError

SQL = Path(__file__).resolve().parent.parent / "sql"
OUTSIDE = "database"  # what no transaction may hold: the options of the database
FOLDERS = (OUTSIDE, "before", "schema", "tables", "functions", "grants")
_GO = re.compile(r"^\s*go\s*$", re.IGNORECASE | re.MULTILINE)
_COMMENT = re.compile(r"--.*")
_MENTIONED = re.compile(r"\bgcidm\.(\w+)")


@dataclass(frozen=True)
class SqlFile:
    """One object's definition: `name` is its path below the dialect's folder."""

    name: str
    text: str

    @property
    def object_name(self) -> str:
        return Path(self.name).stem

    @property
    def is_outside(self) -> bool:
        return Path(self.name).parent.name == OUTSIDE

    @property
    def mentions(self) -> frozenset[str]:
        """The names of the objects that it makes use of."""
        return frozenset(_MENTIONED.findall(_COMMENT.sub("", self.text)))

    @property
    def batches(self) -> tuple[str, ...]:
        """The parts that are sent one after another: lines `go` are between them."""
        return tuple(part for part in _GO.split(self.text) if part.strip())


def sql_files(root: Path) -> tuple[SqlFile, ...]:
    """Every file of the dialect's folder `root`: by FOLDERS, then by name, but after those whose
    objects it names: not every server takes the name of what is not there yet.

    Raises AdminError when there are none, as in an installation without its repository.
    """
    files = tuple(file for folder in FOLDERS for file in _in_order(_read(root, folder)))
    if not files:
        raise AdminError(f"There are no SQL files in {root}; install with `pip install -e .`")
    return files


def _read(root: Path, folder: str) -> list[SqlFile]:
    paths = sorted((root / folder).glob("*.sql"))
    return [SqlFile(path.relative_to(root).as_posix(), path.read_text("utf-8")) for path in paths]


def _in_order(files: list[SqlFile]) -> list[SqlFile]:
    by_name = {file.object_name: file for file in files}
    placed: dict[str, SqlFile] = {}

    def place(file: SqlFile, waiting: frozenset[str]) -> None:
        for name in sorted(file.mentions & by_name.keys() - placed.keys() - waiting):
            place(by_name[name], waiting | {name})
        placed.setdefault(file.object_name, file)

    for file in files:
        place(file, frozenset((file.object_name,)))
    return list(placed.values())


def digest(files: tuple[SqlFile, ...]) -> str:
    """One digest of all names and texts: equal digests mean equal databases."""
    whole = hashlib.sha256()
    for file in files:
        whole.update(f"{file.name}\0{file.text}\0".encode())
    return whole.hexdigest()
