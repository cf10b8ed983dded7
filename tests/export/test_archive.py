"""ZIPs of any size: the plain form that every reader knows, and the large where it is needed."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from pathlib import Path

import pytest

from shared.export import file_rows as module
from shared.export.archive import zipped
from shared.export.csv_set import File, Files, csv_set
from shared.export.file_rows import Tally
from shared.export.versions import VERSIONS
from tests.export.fixed import Fixed

TWO_GIB = 1 << 31
PIECE = bytes(1 << 24)
LOCAL, DIRECTORY, DESCRIPTOR, END_64 = b"PK\x03\x04", b"PK\x01\x02", b"PK\x07\x08", b"PK\x06\x06"


class Countless:
    """Stands in for zlib's compressor: what is put in is counted, and next to nothing comes out."""

    def compress(self, data: bytes) -> bytes:
        return b""

    def flush(self) -> bytes:
        return zlib.compress(b"", wbits=-15)


def files(size: int, *, may_be_large: bool) -> Files:
    yield File("small.csv", iter([b"a,b\r\n"]))
    yield File("large.csv", _pieces(size), may_be_large)


def _pieces(size: int) -> Iterator[bytes]:
    for _ in range(size // len(PIECE)):
        yield PIECE


@pytest.fixture
def countless(monkeypatch: pytest.MonkeyPatch) -> None:
    """Lets 2 GiB pass without the time that it takes to pack them."""
    monkeypatch.setattr(zipfile, "_get_compressor", lambda *_: Countless())
    monkeypatch.setattr(zipfile, "crc32", lambda data, crc=0: 0)


@pytest.mark.usefixtures("countless")
def test_a_file_of_more_than_2_gib_has_the_sizes_of_the_large_form() -> None:
    data = b"".join(zipped(files(TWO_GIB * 2 + len(PIECE), may_be_large=True)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        small, large = archive.infolist()
    assert (small.file_size, large.file_size) == (5, TWO_GIB * 2 + len(PIECE))
    local = data.index(LOCAL, 1)
    assert data[local + 4 : local + 6] == struct.pack("<H", zipfile.ZIP64_VERSION)
    descriptor = data.rindex(DESCRIPTOR)
    _, _, packed, unpacked = struct.unpack("<4sLQQ", data[descriptor : descriptor + 24])
    assert (packed, unpacked) == (large.compress_size, large.file_size)
    assert data.index(DIRECTORY) == descriptor + 24


@pytest.mark.usefixtures("countless")
def test_a_file_that_is_unexpectedly_large_breaks_the_zip_off() -> None:
    taken: list[bytes] = []
    with pytest.raises(RuntimeError, match="too large"):
        taken.extend(zipped(files(TWO_GIB + len(PIECE), may_be_large=False)))
    with pytest.raises(zipfile.BadZipFile):
        zipfile.ZipFile(io.BytesIO(b"".join(taken)))


def test_a_large_form_that_was_not_needed_can_be_read(tmp_path: Path) -> None:
    data = b"".join(zipped(files(len(PIECE), may_be_large=True)))
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert archive.testzip() is None
        assert archive.read("small.csv") == b"a,b\r\n"
        assert archive.getinfo("large.csv").file_size == len(PIECE)


def test_files_beyond_the_first_4_gib_are_found(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where a file begins stands in the directory, in the large form when it must."""
    monkeypatch.setattr(zipfile, "ZIP64_LIMIT", 20)
    data = b"".join(zipped(iter([File(f"{n}.csv", iter([b"x"])) for n in range(3)])))
    assert END_64 in data
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert [archive.read(name) for name in archive.namelist()] == [b"x"] * 3


def test_only_files_of_very_many_records_have_the_large_form(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    def large(records: int) -> dict[str, bool]:
        user = {"sourcedId": "u", "status": "active", "role": "aide", "orgs": []}
        source = Fixed({"orgs": [], "users": [user] * records})
        made = csv_set(source, VERSIONS["1.1"], None, Tally())
        return {file.name: file.may_be_large for file in made if list(file.pieces)}

    monkeypatch.setattr(module, "LARGE", 3)
    assert not any(large(3).values())
    assert [name for name, is_large in large(4).items() if is_large] == ["users.csv"]
