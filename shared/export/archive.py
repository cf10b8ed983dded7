"""A ZIP as a stream: each file is packed while it comes, and nothing is kept."""

from __future__ import annotations

import zipfile
from collections.abc import Iterator
from typing import IO, cast

from shared.export.csv_set import Files

_EPOCH = (1980, 1, 1, 0, 0, 0)  # the earliest that a ZIP can name: the same data are the same bytes
_UNIX, _READABLE = 3, 0o644 << 16


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


def zipped(files: Files) -> Iterator[bytes]:
    """The ZIP's bytes. When a file cannot be had this fails like it, without the ZIP's directory:
    what was sent by then is no ZIP."""
    sink = _Sink()
    archive = zipfile.ZipFile(cast(IO[bytes], sink), "w")
    for file in files:
        # Not for all: some readers of streams cannot read small files in the large form.
        with archive.open(_entry(file.name), "w", force_zip64=file.may_be_large) as member:
            for piece in file.pieces:
                member.write(piece)
                yield sink.taken()
    archive.close()
    yield sink.taken()


def _entry(name: str) -> zipfile.ZipInfo:
    entry = zipfile.ZipInfo(name, _EPOCH)
    entry.compress_type = zipfile.ZIP_DEFLATED
    entry.create_system, entry.external_attr = _UNIX, _READABLE
    return entry
