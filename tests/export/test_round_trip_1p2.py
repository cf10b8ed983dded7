"""What is exported as a OneRoster 1.2 set is what was imported, but for the gradebook."""

from __future__ import annotations

from operator import itemgetter
from pathlib import Path

import pyodbc
import pytest

from admin.importing import import_set
from tests.export.living import living
from tests.export.random_set import write_random_set
from tests.export.sets import Documents, documents, export, filled, modes, rows
from tests.importing.newer import newer
from tests.importing.roster import Roster

__all__ = ["newer"]

FEED = "feed"
GRADEBOOK = ("categories", "lineItems", "results")


def shown(connection: pyodbc.Connection) -> Documents:
    """All records; rows of roles.csv have no order, so the orgs that they make of have none."""
    found = documents(connection, FEED)
    for user in found["users"].values():
        user["orgs"] = sorted(user["orgs"], key=itemgetter("sourcedId"))
    return found


def without_gradebook(records: Documents) -> Documents:
    return {kind: {} if kind in GRADEBOOK else found for kind, found in records.items()}


def round_trip(here: pyodbc.Connection, there: pyodbc.Connection, original: Path) -> None:
    """Imports a set, exports it as 1.2, imports that elsewhere and here again."""
    import_set(here, original, FEED)
    before = shown(here)
    _, exported = export(here, original.parent / "exported.zip", feed=FEED, version="1.2")
    import_set(there, exported, FEED)
    expected = living(before)
    assert shown(there) == without_gradebook(expected)
    import_set(here, exported, FEED)
    assert without_gradebook(shown(here)) == without_gradebook(expected)
    assert import_set(here, exported, FEED).revision is None
    again = [
        export(one, original.parent / f"{name}.zip", feed=FEED, version="1.2")[1]
        for name, one in (("here", here), ("there", there))
    ]
    assert filled(again[0]) == filled(again[1])


def test_a_set_with_each_kind_of_file_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, roster: Roster
) -> None:
    round_trip(connection, elsewhere, roster.folder)


@pytest.mark.parametrize("seed", range(3))
def test_a_random_district_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, tmp_path: Path, seed: int
) -> None:
    write_random_set(tmp_path / "random", seed, deleted=0.1 * (seed == 2))
    round_trip(connection, elsewhere, tmp_path / "random")


def test_what_only_1p2_has_comes_back_as_it_was(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, newer: Roster, tmp_path: Path
) -> None:
    newer.replace("roles", "ada,primary,student", "ada,primary,siteAdministrator")
    import_set(connection, newer.folder, FEED)
    _, exported = export(connection, tmp_path / "set.zip", feed=FEED, version="1.2")
    assert {row["role"] for row in rows(exported, "roles").values()} == {
        "siteAdministrator",
        "principal",
    }
    ada = rows(exported, "users")["ada"]
    assert (ada["preferredGivenName"], ada["primaryOrgSourcedId"]) == ("Addie", "north")
    assert "metadata.preferredGivenName" not in ada
    import_set(elsewhere, exported, FEED)
    assert shown(elsewhere) == shown(connection)
    assert "role" not in shown(elsewhere)["users"]["ada"]["metadata"]


def test_a_delta_applied_to_an_older_copy_makes_the_newer_one(
    connection: pyodbc.Connection, elsewhere: pyodbc.Connection, newer: Roster, tmp_path: Path
) -> None:
    import_set(connection, newer.folder, FEED)
    _, base = export(connection, tmp_path / "base.zip", feed=FEED, version="1.2")
    import_set(elsewhere, base, FEED)
    newer.replace("roles", "x1,,,ada,secondary,aide,,,south,\n", "")
    newer.replace("users", "Byron", "Lovelace")
    newer.replace("users", "pat,,,true,pat,,Pat,Principal,,,,,,,,,,,,,,\n", "")
    newer.replace("roles", "x3,,,pat,primary,principal,,,south,\n", "")
    import_set(connection, newer.folder, FEED)
    _, delta = export(connection, tmp_path / "delta.zip", feed=FEED, version="1.2", since=1)
    declared = modes(delta)
    assert [declared[f"file.{name}"] for name in ("users", "roles")] == ["bulk"] * 2
    assert declared["file.classes"] == "delta"
    import_set(elsewhere, delta, FEED)
    assert shown(elsewhere) == shown(connection)
    assert set(shown(elsewhere)["users"]) == {"ada"}
