"""A set on disk: a folder, a single file, or a ZIP, which is read in streams and never unpacked."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path, PurePosixPath
from typing import BinaryIO, Protocol

from admin.errors import AdminError
from admin.importing.findings import Findings
from admin.importing.tolerances import FOLDER_IN_ZIP

# What reading a damaged member, or an unreadable file, raises.
UNREADABLE = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError)


# Rows compress to a tenth or a twentieth; what shrinks more than this is no roster.
_RATIO = 200
_LARGE = 1 << 24
_NO_SET = "it is neither a folder nor a ZIP file with a whole directory, nor *.json"


class Packing(Protocol):
    """The files of a set by their names; `sizes` in bytes, unpacked."""

    @property
    def sizes(self) -> Mapping[str, int]: ...

    def open(self, name: str) -> BinaryIO: ...


@dataclass(frozen=True)
class Folder:
    folder: Path
    sizes: Mapping[str, int]

    def open(self, name: str) -> BinaryIO:
        return (self.folder / name).open("rb")


@dataclass(frozen=True)
class Zip:
    archive: zipfile.ZipFile
    prefix: str
    sizes: Mapping[str, int]

    def open(self, name: str) -> BinaryIO:
        return io.BufferedReader(self.archive.open(self.prefix + name), 1 << 18)  # type: ignore[type-var,return-value,unused-ignore]


def open_packing(path: Path, findings: Findings) -> Packing:
    """The files at `path`. Problems of their packing are added to `findings`, and then there may be
    none. Raises AdminError when nothing is there."""
    if path.is_dir():
        return _folder(path, sorted(path.iterdir()))
    if path.suffix.lower() == ".json" and path.is_file():
        return _folder(path.parent, [path])
    try:
        return _zip(zipfile.ZipFile(path), path.name, findings)
    except FileNotFoundError:
        raise AdminError(f"There is no {path}.") from None
    except UNREADABLE:
        findings.problem(path.name, 0, "", "", _NO_SET)
        return Folder(path, {})


def _folder(folder: Path, paths: list[Path]) -> Folder:
    return Folder(folder, {path.name: path.stat().st_size for path in paths if path.is_file()})


def _zip(archive: zipfile.ZipFile, name: str, findings: Findings) -> Zip:
    members = [member for member in archive.infolist() if not _is_clutter(member)]
    for member in members:
        _check_member(member, name, findings)
    prefix = _single_folder(members)
    if prefix:
        findings.tolerate(name, FOLDER_IN_ZIP)
    sizes = {member.filename.removeprefix(prefix): member.file_size for member in members}
    return Zip(archive, prefix, sizes)


def _is_clutter(member: zipfile.ZipInfo) -> bool:
    return member.is_dir() or member.filename.startswith("__MACOSX/")


def _check_member(member: zipfile.ZipInfo, name: str, findings: Findings) -> None:
    path = PurePosixPath(member.filename.replace("\\", "/"))
    if path.is_absolute() or ".." in path.parts:
        findings.problem(name, 0, "", member.filename, "the path leads out of the ZIP")
    if member.file_size > _LARGE and member.file_size > _RATIO * member.compress_size:
        rule = f"the file inflates more than {_RATIO}-fold, to {member.file_size:,} bytes"
        findings.problem(name, 0, "", member.filename, rule)
    if member.flag_bits & 0x1:
        findings.problem(name, 0, "", member.filename, "the file is encrypted")


def _single_folder(members: list[zipfile.ZipInfo]) -> str:
    """`folder/` when every file of the ZIP lies directly in that one folder, else ""."""
    folders = {member.filename.rpartition("/")[0] for member in members}
    only = folders.pop() if len(folders) == 1 else ""
    return f"{only}/" if only and "/" not in only else ""
