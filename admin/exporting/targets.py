"""Where an export goes: a ZIP or a folder, under its own name only once it is whole."""

from __future__ import annotations

import os
import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

from admin.errors import AdminError
from shared.csv_columns import MANIFEST
from shared.export.archive import zipped
from shared.export.csv_set import Files


def check_target(path: Path, *, force: bool) -> None:
    """Raises AdminError when nothing can be written at `path`, or something is there: that is
    replaced with `force` only, and a folder only when it holds a CSV set and nothing else."""
    if not path.parent.is_dir():
        raise AdminError(f"There is no folder {path.parent}.")
    if path.exists() and not force:
        raise AdminError(f"{path} is there already; --force replaces it.")
    if path.is_dir() == _is_zip(path) and path.exists():
        raise AdminError(f"{path} must be a folder, or a file that ends in .zip.")
    if path.is_dir() and not _is_set(path):
        raise AdminError(f"{path} holds other files than those of a CSV set; it is not replaced.")


def write_set(files: Files, path: Path) -> None:
    """Writes the files to a temporary name beside `path`, then renames. When something fails
    nothing is left of it, and what was at `path` is still there. Raises AdminError, and what
    `files` raises."""
    write = _write_zip if _is_zip(path) else _write_folder
    try:
        with tempfile.TemporaryDirectory(prefix=f".{path.name}.", dir=path.parent) as beside:
            written = Path(beside) / path.name
            write(files, written)
            _replace(written, path, Path(beside) / "old")
    except OSError as error:
        raise AdminError(f"{path} cannot be written: {error.strerror}.") from None


def _is_zip(path: Path) -> bool:
    return path.suffix.lower() == ".zip"


def _is_set(folder: Path) -> bool:
    names = [one.name for one in folder.iterdir()]
    return not names or (MANIFEST in names and all(name.endswith(".csv") for name in names))


def _write_zip(files: Files, path: Path) -> None:
    with path.open("wb") as out:
        for piece in zipped(files):
            out.write(piece)
        _to_disk(out.fileno())


def _write_folder(files: Files, path: Path) -> None:
    path.mkdir()
    for file in files:
        with (path / file.name).open("wb") as out:
            for piece in file.pieces:
                out.write(piece)
            _to_disk(out.fileno())


_to_disk: Callable[[int], None] = os.fsync


def _replace(written: Path, path: Path, old: Path) -> None:
    if path.is_dir():
        path.rename(old)
    written.rename(path)
    if old.is_dir():
        shutil.rmtree(old)
