"""The consumer guide's client, run as it stands: it only applies deltas, and misses nothing."""

from __future__ import annotations

import csv
import json
import runpy
import shutil
from contextlib import closing
from datetime import timedelta
from pathlib import Path
from random import Random, randrange
from typing import Any

import pytest
import requests

from admin import relying_parties
from admin.connection import connect
from admin.importing import import_set
from admin.importing.options import ImportOptions
from admin.importing.procedures import call
from local.places import SAMPLE
from tests.revision.conditions import ONEROSTER
from tests.revision.conftest import Moving
from tests.stack import PRIMARY, SAMPLE_FEED, SECONDARY, Client, Stack

SYNC = Path(__file__).parents[2] / "docs" / "sync.py"
Known = dict[str, Any]

# Sets that take much away, on purpose.
MEANT = ImportOptions(accepts_deletions=True)


class Copy:
    """The guide's client, with its file and the requests that it makes."""

    def __init__(self, stack: Stack, name: str, schools: tuple[str, ...], file: Path) -> None:
        self.stack = stack
        self.party = stack.client(name, schools)
        self.base = stack.origin + ONEROSTER
        self.file = file
        self.client = runpy.run_path(str(SYNC))

    def sync(self, **changed: Any) -> Known:
        self.client["sync"].__globals__.update(changed)
        try:
            known: Known = self.client["sync"](
                self.base, self.party.client_id, self.party.client_secret, str(self.file)
            )
        except requests.RequestException as error:
            said = error.response.text if error.response is not None else ""
            error.add_note(f"{said}\n{self.stack.log('web')[-3000:]}")
            error.add_note(self.stack.log("functions")[-3000:])
            raise
        assert json.loads(self.file.read_text()) == known
        return known["all"]  # type: ignore[no-any-return]

    def everything(self) -> Known:
        """What somebody reads who pulls all that is active."""
        full = Client(self.base, self.party.client_id, self.party.client_secret)
        wanted = "filter=status='active'&limit=10000"
        return {
            name: {one["sourcedId"]: one for one in full.records(f"/{name}?{wanted}")}
            for name in self.client["COLLECTIONS"]
        }


@pytest.fixture
def copy(moving: Moving, tmp_path: Path, request: pytest.FixtureRequest) -> Copy:
    return Copy(moving.stack, request.node.name, (SECONDARY, PRIMARY), tmp_path / "copy.json")


def import_changed(stack: Stack, folder: Path, random: Random, kept: float) -> None:
    """The sample with other names and of the enrolments only some."""
    shutil.copytree(SAMPLE, folder)
    for file in ("users", "enrollments"):
        with (SAMPLE / f"{file}.csv").open(newline="", encoding="utf-8") as stream:
            rows = list(csv.DictReader(stream))
        if file == "users":
            for row in random.sample(rows, 20):
                row["givenName"] = f"Robin {random.randrange(1000)}"
        else:
            rows = [row for row in rows if random.random() < kept]
        with (folder / f"{file}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
    load(stack, folder)


def load(stack: Stack, folder: Path) -> None:
    with closing(connect(stack.database)) as connection:
        import_set(connection, folder, SAMPLE_FEED, options=MEANT)


def test_after_random_imports_a_copy_kept_by_deltas_is_what_a_full_pull_has(
    moving: Moving, copy: Copy, tmp_path: Path
) -> None:
    chance = Random(seed := randrange(1_000_000))
    assert copy.sync() == copy.everything()
    for number in range(2):
        import_changed(moving.stack, tmp_path / str(number), chance, kept=0.97)
        since = json.loads(copy.file.read_text())["since"]
        kept = copy.sync(PAGE=500, timedelta=no_slack)
        assert wrong(kept, copy.everything()) == [], f"seed {seed}, import {number}, since {since}"
    load(moving.stack, SAMPLE)
    assert wrong(copy.sync(), copy.everything()) == [], f"seed {seed}"


def wrong(kept: Known, there: Known) -> list[tuple[str, str, Any, Any]]:
    """The records that are not the same in both: collection, sourcedId, and what each has."""
    return [
        (name, key, kept[name].get(key), there[name].get(key))
        for name in there
        for key in sorted(kept[name].keys() | there[name].keys())
        if kept[name].get(key) != there[name].get(key)
    ]


def test_a_sync_asks_once_when_nothing_has_changed(moving: Moving, copy: Copy) -> None:
    before = copy.sync()
    statuses: list[int] = []
    send = requests.Session.send

    def counted(self: requests.Session, *args: Any, **kwargs: Any) -> requests.Response:
        reply = send(self, *args, **kwargs)
        statuses.append(reply.status_code)
        return reply

    with pytest.MonkeyPatch.context() as patched:
        patched.setattr(requests.Session, "send", counted)
        assert copy.sync() == before
    assert statuses == [200, 304]


def test_a_sync_waits_as_long_as_a_busy_server_asks_for(
    moving: Moving, copy: Copy, tmp_path: Path
) -> None:
    name = relying_party_of(moving.stack, copy)
    with closing(connect(moving.stack.database)) as connection:
        relying_parties.limit(connection, name, 240, None)
        party = relying_parties.find(connection, name).relying_party_id
        while call(connection, "gcidm.take_permits", party, 240, 100)[0].granted:
            pass
        connection.commit()
    other = Copy(moving.stack, "Without limit", (SECONDARY, PRIMARY), tmp_path / "other.json")
    assert copy.sync() == other.everything()
    assert '"status": 429' in moving.stack.log("web")


def test_a_school_that_withdraws_or_joins_is_noticed(moving: Moving, copy: Copy) -> None:
    name = relying_party_of(moving.stack, copy)
    copy.sync()
    with closing(connect(moving.stack.database)) as connection:
        for change in (relying_parties.withdraw, relying_parties.authorise):
            change(connection, name, (PRIMARY,))
            assert copy.sync(LEAST_LEFT=0.1) == copy.everything()


def test_a_copy_that_would_shrink_much_is_left_as_it_is(
    moving: Moving, copy: Copy, tmp_path: Path
) -> None:
    before = copy.sync()
    import_changed(moving.stack, tmp_path / "few", Random(0), kept=0.5)
    with pytest.raises(SystemExit, match=r"enrollments: \d+ records would become"):
        copy.sync()
    assert json.loads(copy.file.read_text())["all"] == before
    load(moving.stack, SAMPLE)
    assert copy.sync() == copy.everything()


def no_slack(**_: int) -> timedelta:
    """Our clocks do not differ."""
    return timedelta(0)


def relying_party_of(stack: Stack, copy: Copy) -> str:
    with closing(connect(stack.database)) as connection:
        (party,) = (
            one
            for one in relying_parties.list_all(connection)
            if one.client_id == copy.party.client_id
        )
    return str(party.name)
