"""Long reads while imports change the data: what exists throughout comes exactly once."""

from __future__ import annotations

import csv
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from admin.connection import connect
from admin.importing import import_set
from local.places import SAMPLE
from tests.stack import PRIMARY, SAMPLE_FEED, SIXTH_FORM
from tests.xporter.asking import wait_until
from tests.xporter.fragile import Fragile, Readers

ROUNDS = 2
Row = dict[str, str]


@dataclass(frozen=True)
class Sets:
    """Versions of the sample that differ in their enrolments. Of the sample's own, each version
    lacks another third of the `comers_and_goers`; all else stays, some of it changed."""

    folder: Path
    rows: list[Row]
    comers_and_goers: frozenset[str]

    def version(self, number: int) -> Path:
        """The set's folder. Each has rows that no other version has."""
        folder = self.folder / str(number)
        shutil.copytree(SAMPLE, folder)
        kept = [row for place, row in enumerate(self.rows) if not self._is_gone(place, row, number)]
        changed = [
            {**row, "endDate": f"2027-07-0{number + 1}"} if place % 2 else row
            for place, row in enumerate(kept)
        ]
        new = [
            {**row, "sourcedId": f"{row['sourcedId']}-{number}"}
            for row in self.rows[number :: 10 * ROUNDS]
        ]
        write(folder / "enrollments.csv", [*changed, *new])
        return folder

    def _is_gone(self, place: int, row: Row, number: int) -> bool:
        return row["sourcedId"] in self.comers_and_goers and place // 5 % ROUNDS == number


@pytest.fixture
def sets(tmp_path: Path) -> Sets:
    rows = read(SAMPLE / "enrollments.csv")
    return Sets(tmp_path, rows, frozenset(row["sourcedId"] for row in rows[::5]))


def with_users(folder: Path, change: Callable[[Row], Row]) -> Path:
    """The sample in `folder`, with its users changed."""
    shutil.copytree(SAMPLE, folder)
    write(folder / "users.csv", [change(row) for row in read(SAMPLE / "users.csv")])
    return folder


def at_sixth_form_too(row: Row) -> Row:
    orgs = row["orgSourcedIds"].split(",")
    moved = PRIMARY in orgs and SIXTH_FORM not in orgs
    return {**row, "orgSourcedIds": ",".join([*orgs, SIXTH_FORM])} if moved else row


def read(path: Path) -> list[Row]:
    with path.open(newline="", encoding="utf-8") as stream:
        return list(csv.DictReader(stream))


def write(path: Path, rows: list[Row]) -> None:
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(rows)


def import_versions(fragile: Fragile, sets: Sets, readers: Readers) -> None:
    """The versions one after the other, and in the end the sample as it is; readers finish reads
    between them."""
    paths = [*(sets.version(number) for number in range(ROUNDS)), SAMPLE]
    with closing(connect(fragile.stack.database)) as connection:
        for path in paths:
            before = len(readers.complete)
            import_set(connection, path, SAMPLE_FEED)
            wait_until(lambda before=before: len(readers.complete) > before)  # type: ignore[misc]


@pytest.mark.parametrize("path", ["/enrollments", "/enrollments?limit=10000"])
def test_a_record_that_exists_throughout_comes_exactly_once(
    fragile: Fragile, sets: Sets, path: str
) -> None:
    wait_until(fragile.is_well)
    throughout = {one["sourcedId"] for one in fragile.get("/enrollments").json()["enrollments"]}
    assert len(throughout) >= len(sets.rows)
    with Readers(fragile, path, threads=2) as readers:
        import_versions(fragile, sets, readers)
    assert (readers.odd, readers.refused, readers.broken) == ([], [], 0)
    for records in readers.complete:
        ids = [record["sourcedId"] for record in records]
        assert len(ids) == len(set(ids))
        assert throughout <= set(ids)
    changes = {record["dateLastModified"] for records in readers.complete for record in records}
    assert len(changes) > ROUNDS


def test_a_filtered_read_has_what_is_active_throughout_exactly_once(
    fragile: Fragile, tmp_path: Path
) -> None:
    wait_until(fragile.is_well)
    active = "/users?filter=status='active'"
    throughout = {one["sourcedId"] for one in fragile.get(active).json()["users"]}
    changed = with_users(tmp_path / "changed", lambda row: {**row, "phone": "020 7946 0999"})
    with (
        Readers(fragile, active) as readers,
        closing(connect(fragile.stack.database)) as connection,
    ):
        for path in (changed, SAMPLE):
            import_set(connection, path, SAMPLE_FEED)
    assert (readers.odd, readers.refused, readers.broken) == ([], [], 0)
    for records in readers.complete:
        ids = [record["sourcedId"] for record in records]
        assert sorted(ids) == sorted(throughout)


def test_people_who_come_to_be_shared_with_another_school_stay_in_sight(
    fragile: Fragile, tmp_path: Path
) -> None:
    wait_until(fragile.is_well)
    primary = replace(fragile, token=fragile.stack.primary.token())
    throughout = {one["sourcedId"] for one in primary.get("/users").json()["users"]}
    shared = with_users(tmp_path / "shared", at_sixth_form_too)
    with (
        Readers(primary, "/users") as readers,
        closing(connect(fragile.stack.database)) as connection,
    ):
        for path in (shared, SAMPLE):
            before = len(readers.complete)
            import_set(connection, path, SAMPLE_FEED)
            wait_until(lambda before=before: len(readers.complete) > before)  # type: ignore[misc]
    assert (readers.odd, readers.refused, readers.broken) == ([], [], 0)
    for records in readers.complete:
        assert sorted(record["sourcedId"] for record in records) == sorted(throughout)
        named = {org["sourcedId"] for record in records for org in record["orgs"]}
        assert SIXTH_FORM not in named


def test_the_total_is_right_after_each_import(fragile: Fragile, sets: Sets) -> None:
    wait_until(fragile.is_well)
    totals = []
    with closing(connect(fragile.stack.database)) as connection:
        for path in (sets.version(0), SAMPLE, sets.version(1), SAMPLE):
            import_set(connection, path, SAMPLE_FEED)
            reply = fragile.get("/enrollments")
            totals.append(int(reply.headers["X-Total-Count"]))
            assert totals[-1] == len(reply.json()["enrollments"])
            assert fragile.get("/enrollments?limit=1").headers["X-Total-Count"] == str(totals[-1])
            active = fragile.get("/classes?filter=status='active'")
            assert int(active.headers["X-Total-Count"]) == len(active.json()["classes"])
    assert totals == sorted(totals)


def test_pages_by_offset_are_those_of_the_present_after_an_import(
    fragile: Fragile, sets: Sets
) -> None:
    wait_until(fragile.is_well)
    with closing(connect(fragile.stack.database)) as connection:
        for path in (sets.version(2), SAMPLE):
            import_set(connection, path, SAMPLE_FEED)
            whole = fragile.get("/enrollments").json()["enrollments"]
            pages = [
                fragile.get(f"/enrollments?limit=700&offset={at}").json()["enrollments"]
                for at in range(0, len(whole) + 700, 700)
            ]
            assert [record for page in pages for record in page] == whole
