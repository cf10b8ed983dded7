"""What is exported is what was imported: in another database, and in the same feed again."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pyodbc
import pytest

from admin.connection import connect
from admin.database import apply
from admin.importing import import_set
from bench.generate_district import generate
from bench.sizes import Size
from local.places import SAMPLE
from tests.export.random_set import write_random_set
from tests.export.sets import documents, export, texts
from tests.importing.roster import Roster

FEED = "feed"


def round_trip(database: str, other: str, original: Path, folder: Path) -> None:
    """Imports a set, exports it, imports that elsewhere and here again."""
    with closing(connect(database)) as here, closing(connect(other)) as there:
        apply(there)
        import_set(here, original, FEED)
        exported = folder / "exported.zip"
        tally = export(database, exported, feed=FEED)
        assert not tally.departures
        import_set(there, exported, FEED)
        before = documents(here, FEED)
        assert documents(there, FEED) == before
        assert sum(map(len, before.values())) > 10
        again = import_set(here, exported, FEED)
        changes = [
            (one.kind, one.added, one.changed, one.deleted, one.moved) for one in again.kinds
        ]
        assert all(not any(counts) for _, *counts in changes), changes
        export(database, folder / "again.zip", feed=FEED)
        assert (folder / "again.zip").read_bytes() == exported.read_bytes()
        export(other, folder / "other.zip", feed=FEED)
        assert (folder / "other.zip").read_bytes() == exported.read_bytes()


def test_the_sample_comes_back_as_it_was(database: str, bare_database: str, tmp_path: Path) -> None:
    round_trip(database, bare_database, SAMPLE, tmp_path)


def test_a_set_with_each_kind_of_file_comes_back_as_it_was(
    database: str, bare_database: str, roster: Roster, tmp_path: Path
) -> None:
    round_trip(database, bare_database, roster.folder, tmp_path)


def test_a_generated_district_comes_back_as_it_was(
    database: str, bare_database: str, tmp_path: Path
) -> None:
    generate(tmp_path / "district", "d", Size(schools=2, students=60, teachers=6))
    round_trip(database, bare_database, tmp_path / "district", tmp_path)


@pytest.mark.parametrize("seed", range(4))
def test_a_random_district_comes_back_as_it_was(
    database: str, bare_database: str, tmp_path: Path, seed: int
) -> None:
    write_random_set(tmp_path / "random", seed)
    round_trip(database, bare_database, tmp_path / "random", tmp_path)


def test_a_folder_holds_what_a_zip_holds(
    connection: pyodbc.Connection, database: str, roster: Roster, tmp_path: Path
) -> None:
    roster.load(FEED)
    export(database, tmp_path / "set.zip", feed=FEED)
    export(database, tmp_path / "set", feed=FEED)
    assert texts(tmp_path / "set") == texts(tmp_path / "set.zip")
