"""Readers of one school of a feed: deltas also tell them of what came into their sight, and of what
shows something else because of that."""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from admin import relying_parties
from admin.connection import connect
from admin.importing import import_set
from admin.importing.report import ImportReport
from functions.database import Database
from functions.identity import Identity
from functions.key_file import load_keys
from functions.pages import Pages
from shared.oneroster import SCOPES
from tests.importing.model import SCHOOLS, Chance, Model
from tests.importing.roster import Roster
from tests.importing.test_sequences import begin, change_by_set
from tests.revision.clock import Clock
from tests.revision.consumers import Consumer, Copy, NewestConsumer, Reader, differences

STEPS = 10


class Dated(Roster):
    """A set whose imports are dated as those of an operator are."""

    clock: Clock

    def load(self, feed: str | None = None, path: Path | None = None) -> ImportReport:
        self.clock.advance(3600)
        return import_set(self.connection, path or self.folder, feed)


@pytest.fixture
def dated(own_database: str, tmp_path: Path) -> Iterator[Dated]:
    with closing(connect(own_database)) as connection:
        dated = Dated(tmp_path / "roster", connection)
        dated.clock = Clock(own_database)
        yield dated
        dated.clock.close()


def reader(dated: Dated, database: str, key_file: Path, school: str) -> Reader:
    relying_parties.create(dated.connection, load_keys(str(key_file)), school, (school,), None)
    found = relying_parties.find(dated.connection, school)
    return Reader(Pages(Database(database).call), Identity(found.relying_party_id, SCOPES))


@pytest.mark.parametrize("seed", range(3))
def test_a_consumer_of_deltas_of_one_school_has_what_a_full_pull_has(
    dated: Dated, own_database: str, key_file: Path, seed: int
) -> None:
    chance, model = Chance(seed), Model()
    begin(dated, model, chance)
    readers = [reader(dated, own_database, key_file, one) for one in SCHOOLS]
    consumers = [NewestConsumer(one) for one in readers]
    for _ in range(STEPS):
        for one, consumer in zip(readers, consumers, strict=True):
            consumer.pull()
            assert differences(visible(consumer, one), active(one.everything())) == []
        change_by_set(dated, model, chance, is_delta=chance.pick.random() < 0.7)


def test_a_school_that_takes_the_place_of_another_comes_with_the_next_delta(
    dated: Dated, own_database: str, key_file: Path
) -> None:
    """As many orgs as before: their number tells nothing."""
    dated.load()
    consumer = NewestConsumer(north := reader(dated, own_database, key_file, "north"))
    consumer.pull()
    dated.clock.advance(3600)
    relying_parties.withdraw(dated.connection, "north", ("north",))
    relying_parties.authorise(dated.connection, "north", ("south",))
    consumer.pull()
    assert differences(visible(consumer, north), active(north.everything())) == []
    assert "south" in consumer.copy["getAllOrgs"]


def visible(consumer: Consumer, reader: Reader) -> Copy:
    """What the consumer keeps, without what went out of sight, which a count tells."""
    there = reader.everything()
    return {
        name: {key: record for key, record in records.items() if key in there[name]}
        for name, records in active(consumer.copy).items()
    }


def active(copy: Copy) -> Copy:
    """Without tombstones, which nobody keeps."""
    return {
        name: {
            key: record
            for key, record in records.items()
            if json.loads(record)["status"] == "active"
        }
        for name, records in copy.items()
    }
