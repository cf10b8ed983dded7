"""A ZIP as a stream: each file is packed while it comes, and nothing is kept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, cast

from shared.export.csv_set import Files

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can name: the same data are the same bytes
_UNIX, _READABLE = 3, 0o644 << 16
_SIZES = slice(18, 26)  # where a file's header tells its sizes in the small form


class _Sink:
    """Takes what the archive writes. It cannot seek, so sizes follow each file's bytes."""

    def __init__(self) -> None:
        self._pieces: list[bytes] = []

    def write(self, data: bytes) -> int:
        self._pieces.append(bytes(data))
        return len(data)

    def flush(self) -> None:
        pass

    def taken(self) -> bytes:
        taken = b"".join(self._pieces)
        self._pieces.clear()
        return taken


class _Large(zipfile.ZipInfo):
    """A file whose header says that it has the large form: Python before 3.11.4 forgets to."""

    def FileHeader(self, zip64: bool | None = None) -> bytes:
        """As PKWARE's note on the format has it: the sizes are in the large form's field."""
        self.extract_version = self.create_version = zipfile.ZIP64_VERSION
        header = super().FileHeader(zip64)
        return header[: _SIZES.start] + b"\xff" * 8 + header[_SIZES.stop :]


def zipped(files: Files) -> Iterator[bytes]:
    """The ZIP's bytes. When a file cannot be had, or is larger than was told, this fails without
    the ZIP's directory: what was sent by then is no ZIP."""
    sink = _Sink()
    archive = zipfile.ZipFile(cast(IO[bytes], sink), "w")
    for file in files:
        # Not for all: some readers of streams cannot read small files in the large form.
        entry = _entry(_Large if file.may_be_large else zipfile.ZipInfo, file.name)
        with archive.open(entry, "w", force_zip64=file.may_be_large) as member:
            size = 0
            for piece in file.pieces:
                size += len(piece)
                if size > zipfile.ZIP64_LIMIT and not file.may_be_large:
                    raise RuntimeError(f"{file.name} is too large")
                member.write(piece)
                yield sink.taken()
    archive.close()
    yield sink.taken()


def _entry(form: type[zipfile.ZipInfo], name: str) -> zipfile.ZipInfo:
    entry = form(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry
