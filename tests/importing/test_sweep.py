"""`xporter database sweep`: old tombstones go, and nothing that leads to them stays."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner

from admin.cli import app
from admin.sweeping import sweep
from tests.importing.roster import GOOD, Roster
from tests.moments import ago

PEOPLE = ("users", "enrollments", "demographics", "results")


@pytest.fixture
def thinned(roster: Roster) -> Roster:
    """Bob has gone with all that was his; his mother, who names him, too."""
    roster.load()
    for name in PEOPLE:
        rows = GOOD[name].splitlines()
        kept = [row for row in rows if not row.startswith(("bob,", "mo,", "e2,", "r1,"))]
        roster.write(name, "\n".join(kept) + "\n")
    roster.load()
    _age(roster)
    return roster


def _age(roster: Roster) -> None:
    for kind in PEOPLE:
        roster.connection.execute(
            f"update gcidm.{kind} set dateLastModified = ? where status = 'tobedeleted'",
            ago(days=400),
        )
    roster.connection.execute(
        "update gcidm.publications set dateLastModified = ?, publishedAt = ?",
        *(ago(days=400), ago(days=400)),
    )
    roster.connection.commit()


def _links(roster: Roster) -> int:
    found: int = roster.connection.execute(
        "select count(*) from gcidm.links where 'bob' in (sourcedId, target) or sourcedId = 'mo'"
    ).fetchval()
    roster.connection.commit()
    return found


def test_tombstones_of_the_age_are_removed_with_their_links(thinned: Roster) -> None:
    swept = sweep(thinned.connection, 365)
    assert {kind: number for kind, number in swept.items() if number} == {
        "results": 1,
        "demographics": 1,
        "enrollments": 1,
        "users": 2,
    }
    assert thinned.count("users") == 4
    assert _links(thinned) == 0


def test_a_sweep_raises_the_revision_when_it_removes_something(thinned: Roster) -> None:
    def revision() -> int:
        found: int = thinned.connection.execute("select revision from gcidm.feeds").fetchval()
        return found

    before = revision()
    sweep(thinned.connection, 365)
    after = revision()
    assert after > before
    sweep(thinned.connection, 365)
    assert revision() == after


def test_younger_tombstones_stay(thinned: Roster) -> None:
    assert not any(sweep(thinned.connection, 500).values())


def test_a_tombstone_stays_while_a_record_refers_to_it(roster: Roster) -> None:
    roster.load()
    roster.delta(users="bob,tobedeleted,2026-10-01T00:00:00.000Z" + "," * 15)
    roster.load()
    _age(roster)
    assert not any(sweep(roster.connection, 365).values())


def test_the_command_tells_how_many_of_each_kind(
    thinned: Roster, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    result = CliRunner().invoke(app, ["database", "sweep", "--days", "365"])
    assert result.exit_code == 0, result.output
    assert "│ users            │       2 │" in result.stdout
