"""`xporter import` as an operator sees it."""

from __future__ import annotations

import pytest
from typer.testing import CliRunner, Result

from admin.cli import app
from tests.importing.roster import Roster


def _run(roster: Roster, database: str, monkeypatch: pytest.MonkeyPatch) -> Result:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    monkeypatch.setenv("COLUMNS", "160")
    return CliRunner().invoke(app, ["import", str(roster.folder)])


def test_an_import_ends_with_its_numbers_and_warnings(
    roster: Roster, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = _run(roster, database, monkeypatch)
    assert result.exit_code == 0, result.output
    assert "│ users            │    6 │     6 │       0 │         0 │       0 │" in result.stdout
    assert "a dateTime without a time" in result.stdout
    assert "The feed roster is now at revision 1." in result.stdout
    assert "Reading users" in result.stderr


def test_a_refused_import_shows_each_problem_and_fails(
    roster: Roster, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster.replace("users", "north,student", "north,[red]pupil")
    result = _run(roster, database, monkeypatch)
    assert result.exit_code == 1
    assert all(part in result.stdout for part in ("users.csv", "2", "role", "[red]pupil", "one of"))
    assert "Refused: 1 problem. Nothing was changed." in result.stderr


def test_a_refused_import_says_how_many_problems_there_are(
    roster: Roster, database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    roster.add("enrollments", *(f"x{n},,,7A,north,ada,pupil,,," for n in range(150)))
    result = _run(roster, database, monkeypatch)
    assert "Refused: 150 problems. The first 100 are shown." in result.stderr
