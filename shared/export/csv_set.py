"""A OneRoster CSV set, file after file, written while its records are being read."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from shared.csv_columns import MANIFEST
from shared.export.file_rows import FileRows, Tally
from shared.export.files import ExportFile
from shared.export.gone import Gone
from shared.export.source import Source
from shared.export.versions import Version

PIECE = 64 * 1024  # characters


class File(NamedTuple):
    """A file in pieces; whether it `may_be_large`, too much for a plain ZIP, is known before."""

    name: str
    pieces: Iterator[bytes]
    may_be_large: bool = False


Files = Iterator[File]


def csv_set(source: Source, version: Version, instant: str | None, tally: Tally) -> Files:
    """The set's files by name, each in pieces, to be used up before the next one.

    `instant` (as `read_instant` gives it): a delta of what changed since; None: bulk. Raises, while
    being read, what the source raises, and UnknownMetadata.
    """
    files = [
        file
        for file in version.files
        if {file.kind.plural, file.needs or file.kind.plural} <= source.names.keys()
    ]
    yield File(MANIFEST, _packed(_manifest(version, files, instant)))
    gone = Gone(source)
    for file in files:
        rows = FileRows(source, file, instant, gone, tally)
        yield File(file.file_name, _packed(rows), rows.may_be_large)


def _manifest(
    version: Version, files: list[ExportFile], instant: str | None
) -> Iterator[list[str]]:
    modes = {file.name: "bulk" if file.is_bulk(instant) else "delta" for file in files}
    yield ["propertyName", "value"]
    yield ["manifest.version", "1.0"]
    yield ["oneroster.version", version.number]
    for name in version.manifest:
        yield [f"file.{name}", modes.get(name, "absent")]
    yield ["source.systemName", "Xporter"]


def _packed(rows: Iterable[list[str]]) -> Iterator[bytes]:
    """The rows as CSV (RFC 4180), in pieces that are worth sending."""
    text = io.StringIO()
    writer = csv.writer(text, lineterminator="\r\n")
    for row in rows:
        writer.writerow(row)
        if text.tell() >= PIECE:
            yield text.getvalue().encode()
            text.seek(0)
            text.truncate()
    yield text.getvalue().encode()
