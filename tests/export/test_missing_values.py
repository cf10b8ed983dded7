"""What providers often leave out, though it is required, goes out empty, is counted, and comes back
as it was."""

from __future__ import annotations

import json
from pathlib import Path

import pyodbc
import pytest

from admin.importing import import_set
from admin.importing.options import ImportOptions
from admin.importing.report import ImportReport
from functions.tolerances import required_absent
from tests.export.sets import documents, export, rows
from tests.importing.roster import Roster

FEED = "feed"
VERSIONS = ("1.1", "1.2")


@pytest.fixture
def without_org(tmp_path: Path) -> Path:
    """Replies with a user who has an org and one who has none, as they are often served."""
    folder = tmp_path / "replies"
    folder.mkdir()
    orgs = [{"sourcedId": "north", "name": "North", "type": "school"}]
    users = [
        {
            "sourcedId": name,
            "username": name,
            "enabledUser": "true",
            "givenName": name,
            "familyName": "Lee",
            "role": "teacher",
            "orgs": [{"href": "x", "sourcedId": "north", "type": "org"}] * (name == "ann"),
        }
        for name in ("ann", "bo")
    ]
    for name, records in (("orgs", orgs), ("users", users)):
        shown = [{"status": "active", **record} for record in records]
        (folder / f"{name}.json").write_text(json.dumps({name: shown}))
    return folder


def tolerated(report: ImportReport, column: str) -> int:
    wanted = required_absent(column)
    return sum(times for (_, one), times in report.findings.tolerated.items() if one == wanted)


@pytest.mark.parametrize(
    ("version", "file", "column"),
    [("1.1", "users", "orgSourcedIds"), ("1.2", "roles", "orgSourcedId")],
)
def test_a_user_without_org_comes_back_as_he_was(
    connection: pyodbc.Connection,
    elsewhere: pyodbc.Connection,
    without_org: Path,
    version: str,
    file: str,
    column: str,
) -> None:
    import_set(connection, without_org, FEED)
    tally, exported = export(connection, without_org / "set.zip", feed=FEED, version=version)
    assert tally.departures == {f"{column}: a required value is not there; its cell is empty": 1}
    assert len(rows(exported, file)) == 2
    assert tolerated(import_set(elsewhere, exported, FEED), column) == 1
    assert documents(elsewhere, FEED) == documents(connection, FEED)
    assert import_set(connection, exported, FEED).revision is None


def test_a_gradebook_without_what_is_often_left_out_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, roster: Roster, tmp_path: Path
) -> None:
    roster.replace("lineItems", ",homework,autumn,", ",,,")
    roster.replace("results", "fully graded,9.5,", "exempt,,")
    report = import_set(connection, roster.folder, FEED)
    for column in ("categorySourcedId", "gradingPeriodSourcedId", "score"):
        assert tolerated(report, column) == 1
    _, exported = export(connection, tmp_path / "set.zip", feed=FEED)
    import_set(elsewhere, exported, FEED)
    assert documents(elsewhere, FEED) == documents(connection, FEED)


@pytest.mark.parametrize("version", VERSIONS)
def test_a_user_whose_only_org_is_deleted_is_left_out_and_counted(
    connection: pyodbc.Connection,
    elsewhere: pyodbc.Connection,
    roster: Roster,
    tmp_path: Path,
    version: str,
) -> None:
    import_set(connection, roster.folder, FEED)
    roster.delta(orgs="maths,tobedeleted,2026-10-01T00:00:00.000Z,,,,")
    import_set(connection, roster.folder, FEED, options=ImportOptions(accepts_deletions=True))
    tally, exported = export(connection, tmp_path / "set.zip", feed=FEED, version=version)
    assert "tea" not in rows(exported, "users")
    left = {name: times for name, times in tally.departures.items() if name.startswith("users")}
    assert sum(left.values()) == 1
    import_set(elsewhere, exported, FEED)
    assert "tea" not in documents(elsewhere, FEED)["users"]
