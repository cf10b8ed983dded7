"""Exported sets, made and looked at."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pyodbc

from admin.exporting.feed_reader import feed_reader
from admin.exporting.party_reader import party_reader
from admin.exporting.reader import Reader
from admin.exporting.sources import DatabaseSource
from admin.exporting.targets import write_set
from admin.importing.progress import Silent
from shared.export.csv_set import csv_set
from shared.export.file_rows import Tally
from shared.export.versions import VERSIONS
from shared.oneroster import KINDS

Documents = dict[str, dict[str, dict[str, Any]]]


def export(
    connection: pyodbc.Connection,
    path: Path,
    *,
    feed: str = "",
    party: str = "",
    since: int | str | None = None,
    version: str = "1.1",
) -> tuple[Tally, Path]:
    """Writes a set as `xporter export` does."""
    tally = Tally()
    reader: Reader = party_reader(connection, party) if party else feed_reader(connection, feed)
    instant = reader.changed_after(since) if isinstance(since, int) else since
    source = DatabaseSource(reader, Silent())
    write_set(csv_set(source, VERSIONS[version], instant, tally), path)
    connection.rollback()
    return tally, path


def texts(path: Path) -> dict[str, str]:
    """The files of a set by their names without .csv, in their order."""
    if path.is_dir():
        return {one.stem: one.read_bytes().decode() for one in sorted(path.iterdir())}
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        return {
            name.removesuffix(".csv"): archive.read(name).decode() for name in archive.namelist()
        }


def table(text: str) -> list[dict[str, str]]:
    """The rows of a file, by column."""
    return list(csv.DictReader(io.StringIO(text, newline=""), strict=True))


def rows(path: Path, name: str) -> dict[str, dict[str, str]]:
    """The rows of one file of a set, by sourcedId."""
    found = table(texts(path)[name])
    by_id = {row["sourcedId"]: row for row in found}
    assert len(by_id) == len(found)
    return by_id


def filled(path: Path) -> dict[str, list[dict[str, str]]]:
    """The rows of all files without their empty cells."""
    return {
        name: [{column: row[column] for column in row if row[column]} for row in table(text)]
        for name, text in texts(path).items()
    }


def modes(path: Path) -> dict[str, str]:
    """What the manifest says of each file, other properties too."""
    return {row["propertyName"]: row["value"] for row in table(texts(path)["manifest"])}


def documents(connection: pyodbc.Connection, feed: str) -> Documents:
    """All records of a feed, without dateLastModified, which is each database's own."""
    found: Documents = {}
    for kind in KINDS:
        read = connection.execute(
            f"select doc from gcidm.{kind.plural} r join gcidm.feeds f on f.feedId = r.feedId "
            "where f.name = ? and r.status = 'active'",
            feed,
        ).fetchall()
        docs = [json.loads(row[0], strict=False) for row in read]
        found[kind.plural] = {doc["sourcedId"]: _undated(doc) for doc in docs}
    connection.commit()
    return found


def _undated(doc: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in doc.items() if name != "dateLastModified"}
