"""Readers who ask for changes only have what readers of everything have, in whatever order imports
and writes begin, save and commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from itertools import count
from pathlib import Path
from random import Random
from typing import Any

import pytest

from admin import relying_parties
from admin.connection import connect
from functions.database import Database
from functions.identity import Identity
from functions.key_file import load_keys
from functions.pages import Pages
from functions.writes import Write, Writes
from shared.oneroster import SCOPES, SERVICE_CALL
from tests.revision.clock import Clock
from tests.revision.consumers import (
    ClockConsumer,
    Consumer,
    NewestConsumer,
    Reader,
    differences,
)
from tests.revision.district import District
from tests.uncommitted import Uncommitted

STEPS = 25
FEEDS = ("north", "south")


class During:
    """Does something while an import saves, and once more just before it publishes."""

    def __init__(self, action: Callable[[], None]) -> None:
        self._action = action

    def begin(self, phase: str, total: int) -> None:
        if phase in ("Saving users", "Publishing"):
            self._action()

    def advance(self, count: int) -> None:
        pass


class World:
    """Two feeds, a writer in each, and consumers that read both."""

    def __init__(self, database: str, key_file: Path, folder: Path, random: Random) -> None:
        self.random = random
        self.database = database
        self.clock = Clock(database)
        self.held: dict[str, Uncommitted] = {}
        self._numbers = count()
        self.districts = {name: District(name, folder, random) for name in FEEDS}
        for district in self.districts.values():
            with closing(connect(database)) as connection:
                district.load(connection)
        backend = Database(database)
        self._writes = Writes(backend.call, lambda: 0.0)
        schools = {name: (district.school(),) for name, district in self.districts.items()}
        self._writers = {
            name: self._party(f"Writer of {name}", one, key_file) for name, one in schools.items()
        }
        everywhere = tuple(one for some in schools.values() for one in some)
        self._pages = Pages(backend.call)
        self.reader = Reader(self._pages, self._party("Reader", everywhere, key_file))
        self.consumers: tuple[Consumer, ...] = (
            ClockConsumer(self.reader, lambda: self.clock.now),
            NewestConsumer(self.reader),
        )

    def load(self, name: str, meanwhile: Callable[[], None] | None = None) -> None:
        """An import; whatever else may happen does so while it saves, or before its commit."""
        self.districts[name].change()
        connection = Uncommitted(self.database)
        during = During(meanwhile or (lambda: self.something_during(name)))
        self.districts[name].load(connection, during)
        self.held[name] = connection

    def release(self, name: str) -> None:
        """The commit that an import waits for."""
        connection = self.held.pop(name).connection
        connection.commit()
        connection.close()

    def write(self, name: str) -> None:
        """A new record: one that an import saves as well would wait for it."""
        body = b'{"category": {"title": "Homework %d"}}' % self.random.randrange(1000)
        sourced_id = f"{name}-{next(self._numbers)}"
        call, identity = SERVICE_CALL["putCategory"], self._writers[name]
        self._writes.put(Write(call, sourced_id, body, None, identity))

    def reader_of(self, name: str) -> Reader:
        """Who reads that feed only."""
        return Reader(self._pages, self._writers[name])

    def pull(self, consumer: Any) -> None:
        """Afterwards the consumer has what there is."""
        consumer.pull()
        assert differences(consumer.copy, self.reader.everything()) == []

    def something_during(self, loading: str) -> None:
        self.pass_time()
        self.random.choice(
            (
                lambda: self.pull(self.random.choice(self.consumers)),
                lambda: self.write(loading),
                lambda: None,
            )
        )()
        self.pass_time()

    def step(self) -> None:
        self.pass_time()
        name = self.random.choice(FEEDS)
        actions: list[Callable[[], None]] = [
            lambda: self.pull(self.consumers[0]),
            lambda: self.pull(self.consumers[1]),
        ]
        if name in self.held:
            actions.append(lambda: self.release(name))
        else:
            actions += [lambda: self.load(name), lambda: self.write(name)]
        self.random.choice(actions)()

    def pass_time(self) -> None:
        """Often nearly none, now and then minutes; a commit takes a few seconds at most."""
        seconds = (0, 0.001, 0.3) if self.held else (0, 0.001, 0.3, 3, 11, 90, 1000)
        self.clock.advance(self.random.choice(seconds))

    def _party(self, name: str, schools: tuple[str, ...], key_file: Path) -> Identity:
        with closing(connect(self.database)) as connection:
            keys = load_keys(str(key_file))
            relying_parties.create(connection, keys, name, schools, None)
            (found,) = (one for one in relying_parties.list_all(connection) if one.name == name)
        return Identity(found.relying_party_id, SCOPES)


@pytest.fixture
def world(own_database: str, key_file: Path, tmp_path: Path, seed: int) -> Iterator[World]:
    world = World(own_database, key_file, tmp_path, Random(seed))
    yield world
    for name in tuple(world.held):
        world.release(name)
    world.clock.close()


@pytest.mark.parametrize("seed", range(4))
def test_a_consumer_of_deltas_has_everything_after_each_pull(world: World) -> None:
    for _ in range(STEPS):
        world.step()
    for name in tuple(world.held):
        world.release(name)
    for consumer in world.consumers:
        world.pull(consumer)


@pytest.mark.parametrize("seed", [7])
def test_a_delta_is_empty_when_nothing_is_new(world: World) -> None:
    newest = world.consumers[1]
    world.load("north")
    world.release("north")
    world.clock.advance(60)
    world.write("south")
    world.pull(newest)
    assert newest.got > 0
    for _ in range(2):
        world.pull(newest)
        assert newest.got == 0


@pytest.mark.parametrize("seed", [8])
def test_changes_are_dated_one_after_the_other_though_the_clock_goes_back(world: World) -> None:
    newest = world.consumers[1]
    dates = []
    for change in (world.load, world.write, world.load, world.write):
        world.clock.advance(-3600)
        change("north")
        if world.held:
            world.release("north")
        world.pull(newest)
        dates.append(newest.newest())
    assert dates == sorted(set(dates))


@pytest.mark.parametrize("seed", [9])
def test_a_late_import_of_another_feed_changes_no_page_of_the_same_revision(world: World) -> None:
    """Pages that are put together by offsets or by remembered places must be of one whole."""

    def write_meanwhile() -> None:
        world.clock.advance(1)
        world.write("north")
        world.clock.advance(20)

    world.load("south", write_meanwhile)
    reader = world.reader_of("north")
    since = f"dateLastModified>='{world.clock.now.isoformat()}'"
    before, changes = reader.revision(), reader.changes(since)
    world.release("south")
    assert (reader.revision(), reader.changes(since)) == (before, changes)
