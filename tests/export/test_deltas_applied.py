"""An older copy to which our delta is applied is the newer one."""

from __future__ import annotations

from pathlib import Path

import pyodbc
import pytest

from admin.importing import import_set
from admin.importing.options import ImportOptions
from tests.export.living import living
from tests.export.sets import documents, export
from tests.importing.model import Chance, Model
from tests.importing.roster import Roster
from tests.importing.test_sequences import begin, change

FEED = "roster"
STEPS = 6
ANY = ImportOptions(accepts_deletions=True)


@pytest.mark.parametrize("seed", range(3))
def test_a_copy_that_takes_deltas_now_and_then_has_what_there_is(
    roster: Roster, elsewhere: pyodbc.Connection, tmp_path: Path, seed: int
) -> None:
    chance, model = Chance(seed), Model()
    begin(roster, model, chance)
    revision = _copy(roster.connection, elsewhere, tmp_path / "base.zip", None)
    for step in range(STEPS):
        change(roster, model, chance, is_delta=chance.pick.random() < 0.7)
        if chance.pick.random() < 0.6 or step == STEPS - 1:
            revision = _copy(roster.connection, elsewhere, tmp_path / f"{step}.zip", revision)
            assert documents(elsewhere, FEED) == documents(roster.connection, FEED)


def _copy(here: pyodbc.Connection, there: pyodbc.Connection, path: Path, since: int | None) -> int:
    """Takes what changed after a revision, or everything; returns the revision that it shows."""
    _, written = export(here, path, feed=FEED, since=since)
    import_set(there, written, FEED, options=ANY)
    shown: int = here.execute("select revision from gcidm.feeds").fetchval()
    here.commit()
    return shown


DELETED = "tobedeleted,2026-10-01T00:00:00.000Z"
ACTIVE = "active,2026-10-01T00:00:00.000Z"


def test_a_record_that_names_a_deleted_one_is_left_out_of_deltas_as_of_whole_sets(
    roster: Roster, elsewhere: pyodbc.Connection, tmp_path: Path
) -> None:
    """The copy has never had the deleted one, so it could not take what names it."""
    roster.load(FEED)
    _change(roster, users=f"bob,{DELETED}{',' * 15}")
    revision = _copy(roster.connection, elsewhere, tmp_path / "base.zip", None)
    _change(roster, enrollments=f"e2,{ACTIVE},7S,south,bob,student,true,,")
    _copy(roster.connection, elsewhere, tmp_path / "delta.zip", revision)
    assert documents(elsewhere, FEED) == living(documents(roster.connection, FEED))


def test_a_record_whose_deletion_comes_with_those_that_name_it(
    roster: Roster, elsewhere: pyodbc.Connection, tmp_path: Path
) -> None:
    roster.load(FEED)
    revision = _copy(roster.connection, elsewhere, tmp_path / "base.zip", None)
    _change(roster, users=f"bob,{DELETED}{',' * 15}")
    _change(roster, enrollments=f"e2,{ACTIVE},7S,south,bob,student,true,,")
    _copy(roster.connection, elsewhere, tmp_path / "delta.zip", revision)
    assert living(documents(elsewhere, FEED)) == living(documents(roster.connection, FEED))


def test_what_came_and_went_since_does_no_harm(
    roster: Roster, elsewhere: pyodbc.Connection, tmp_path: Path
) -> None:
    roster.load(FEED)
    revision = _copy(roster.connection, elsewhere, tmp_path / "base.zip", None)
    _change(roster, enrollments=f"e9,{ACTIVE},7S,south,bob,student,,,")
    _change(roster, enrollments=f"e9,{DELETED},,,,,,,")
    _copy(roster.connection, elsewhere, tmp_path / "delta.zip", revision)
    assert documents(elsewhere, FEED) == documents(roster.connection, FEED)


def _change(roster: Roster, **rows: str) -> None:
    roster.delta(**rows)
    roster.load(FEED)


def test_what_a_delta_is_silent_about_may_be_gone_too(
    roster: Roster, elsewhere: pyodbc.Connection, tmp_path: Path
) -> None:
    """The class that a changed enrollment names is active, but its course was deleted long ago."""
    roster.load(FEED)
    _change(roster, courses=f"algebra,{DELETED}{',' * 7}")
    revision = _copy(roster.connection, elsewhere, tmp_path / "base.zip", None)
    _change(roster, enrollments=f"e2,{ACTIVE},7S,south,bob,student,true,,")
    _copy(roster.connection, elsewhere, tmp_path / "delta.zip", revision)
    assert documents(elsewhere, FEED) == living(documents(roster.connection, FEED))
