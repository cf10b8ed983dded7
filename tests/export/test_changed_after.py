"""Since when a reader must ask who knows a sum of revisions, where all commits are known."""

from __future__ import annotations

import json
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from random import Random

import pyodbc
import pytest

from admin.importing.procedures import call
from functions.dialects import dialect_at
from tests.servers import WORDS

START = datetime(2026, 9, 1, tzinfo=UTC)
MARGIN = 10.0  # seconds that a commit may take after it was published, at most


@dataclass(frozen=True)
class Publication:
    """Instants in seconds; `committed` is what the database does not know."""

    feed: int
    revision: int
    dated: float
    published: float
    committed: float


def publications(chance: Random, feeds: int, number: int) -> list[Publication]:
    """Of one feed each waits for the commit of the one before; those of others do not."""
    made: list[Publication] = []
    free = dict.fromkeys(range(1, feeds + 1), 0.0)
    revisions = dict.fromkeys(free, 0)
    clock = 0.0
    for _ in range(number):
        clock += chance.choice((0.1, 1, 4, 40))
        feed = chance.choice(list(free))
        published = max(clock, free[feed])
        dated = published - chance.choice((0.001, 2, 60))
        committed = published + chance.choice((0.01, 3, MARGIN - 0.1))
        free[feed], revisions[feed] = committed, revisions[feed] + 1
        made.append(Publication(feed, revisions[feed], dated, published, committed))
    return made


def save(connection: pyodbc.Connection, made: list[Publication]) -> None:
    for feed in {one.feed for one in made}:
        connection.execute(
            "insert into gcidm.feeds (name, revision) values (?, ?)",
            *(_name(feed), sum(one.feed == feed for one in made)),
        )
    for one in made:
        connection.execute(
            "insert into gcidm.publications (feedId, revision, dateLastModified, publishedAt)"
            " select feedId, ?, ?, ? from gcidm.feeds where name = ?",
            *(one.revision, _instant(one.dated), _instant(one.published), _name(one.feed)),
        )


def since(connection: pyodbc.Connection, feeds: int, revision: int) -> tuple[str, float]:
    """The state, and the instant in seconds."""
    known = connection.execute("select name, feedId from gcidm.feeds").fetchall()
    ids = [number for name, number in known if name in map(_name, range(1, feeds + 1))]
    asked = WORDS[dialect_at(connection).folder].changed_after
    state, text = connection.execute(asked, json.dumps(ids), revision).fetchone()
    return state, (datetime.fromisoformat(text) - START).total_seconds() if text else 0.0


def _name(feed: int) -> str:
    return f"feed {feed}"


def _instant(seconds: float) -> datetime:
    """In UTC and naive, as the columns are."""
    return (START + timedelta(seconds=seconds)).replace(tzinfo=None)


@pytest.mark.parametrize("feeds", [1, 2, 4])
@pytest.mark.parametrize("seed", range(4))
def test_nothing_unseen_is_ever_missed_and_little_comes_twice(
    connection: pyodbc.Connection, feeds: int, seed: int
) -> None:
    chance = Random(seed)
    made = publications(chance, feeds, 40)
    save(connection, made)
    for here in (chance.uniform(0, made[-1].committed) for _ in range(12)):
        seen = [one for one in made if one.committed <= here]
        unseen = [one for one in made if one.committed > here]
        state, instant = since(connection, feeds, len(seen))
        assert state == "known"
        assert all(one.dated >= instant - 0.001 for one in unseen)
        possible = [one.dated for one in made if one.published > here - 2 * MARGIN]
        assert instant > min(possible, default=0) - 0.001


@pytest.mark.parametrize("feeds", [1, 3])
@pytest.mark.parametrize("seed", range(4))
def test_after_a_sweep_what_is_not_refused_is_still_right(
    connection: pyodbc.Connection, feeds: int, seed: int
) -> None:
    chance = Random(seed)
    made = publications(chance, feeds, 40)
    save(connection, made)
    swept = made[20].published
    call(connection, "gcidm.sweep_publications", _instant(swept))
    states = []
    for here in range(0, int(made[-1].committed) + 20, 7):
        seen = sum(one.committed <= here for one in made)
        state, instant = since(connection, feeds, seen)
        states.append(state)
        missed = [one for one in made if one.committed > here and one.dated < instant - 0.001]
        assert state == "forgotten" or not missed
        assert state == "known" or here < swept + 2 * MARGIN
    assert {"known", "forgotten"} == set(states)
