"""What is exported is what was imported: in another database, and in the same feed again."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pyodbc
import pytest

from admin.importing import import_set
from admin.importing.options import ImportOptions
from bench.generate_district import generate
from bench.sizes import Size
from local.places import SAMPLE
from shared.export.file_rows import Tally
from tests.export.living import living
from tests.export.random_set import write_random_set
from tests.export.sets import documents, export, filled, texts
from tests.importing.roster import GOOD, Roster

FEED = "feed"


def round_trip(here: pyodbc.Connection, there: pyodbc.Connection, original: Path) -> Tally:
    """Imports a set, exports it, imports that elsewhere and here again: nothing may change but what
    led to deleted records."""
    import_set(here, original, FEED)
    before = documents(here, FEED)
    tally, exported = export(here, original.parent / "exported.zip", feed=FEED)
    expected = living(before)
    import_set(there, exported, FEED)
    assert documents(there, FEED) == expected
    assert sum(map(len, expected.values())) > 10
    again = import_set(here, exported, FEED, options=ImportOptions(accepts_deletions=True))
    assert again.revision is None or expected != before
    assert documents(here, FEED) == expected
    _, same = export(here, original.parent / "again.zip", feed=FEED)
    assert same.read_bytes() == exported.read_bytes()
    _, other = export(there, original.parent / "other.zip", feed=FEED)
    assert filled(other) == filled(exported)
    return tally


def test_a_set_with_each_kind_of_file_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, roster: Roster
) -> None:
    tally = round_trip(connection, elsewhere, roster.folder)
    assert tally == Tally(rows=Counter({name: text.count("\n") - 1 for name, text in GOOD.items()}))


def test_the_sample_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, tmp_path: Path
) -> None:
    (tmp_path / "sample").symlink_to(SAMPLE)
    round_trip(connection, elsewhere, tmp_path / "sample")


def test_a_generated_district_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, tmp_path: Path
) -> None:
    generate(tmp_path / "district", "d", Size(schools=2, students=60, teachers=6))
    tally = round_trip(connection, elsewhere, tmp_path / "district")
    # The district has enrollments of deleted users.
    assert set(tally.departures) == {
        f"{name}: an active record was left out, since what it must refer to is deleted"
        for name in ("enrollments", "demographics")
    }


@pytest.mark.parametrize("seed", range(6))
def test_a_random_district_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, tmp_path: Path, seed: int
) -> None:
    write_random_set(tmp_path / "random", seed)
    tally = round_trip(connection, elsewhere, tmp_path / "random")
    assert not tally.departures


@pytest.mark.parametrize("seed", range(6, 9))
def test_a_random_district_with_deletions_comes_back_without_what_led_to_them(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, tmp_path: Path, seed: int
) -> None:
    write_random_set(tmp_path / "random", seed, deleted=0.1)
    round_trip(connection, elsewhere, tmp_path / "random")


def test_a_folder_holds_what_a_zip_holds(roster: Roster, tmp_path: Path) -> None:
    roster.load(FEED)
    _, packed = export(roster.connection, tmp_path / "set.zip", feed=FEED)
    _, folder = export(roster.connection, tmp_path / "set", feed=FEED)
    assert texts(folder) == texts(packed)
