"""After each of random imports and pulls every call of rosters returns what the model says."""

from __future__ import annotations

import json
import re
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path
from random import Random

import pytest

from admin import relying_parties
from functions.database import Database
from functions.identity import Identity
from functions.key_file import load_keys
from functions.pages import Pages
from functions.plan import plan
from functions.query import Query
from shared.oneroster import SCOPES, SERVICE_CALLS, ServiceCall, Shape
from tests.importing.model import HEADERS, SCHOOLS, Chance, Model, Row
from tests.importing.roster import Roster
from tests.importing.test_sequences import begin, change
from tests.pulling.model_provider import ModelProvider

STEPS = 5
CALLS = [one for one in SERVICE_CALLS if one.shape is Shape.MANY and one.kind.plural in HEADERS]
Shown = dict[str, tuple[str, str]]
Within = Callable[[Model, str, Row, str], bool]


def _enrolled(role: str = "") -> Within:
    """Whether a class is one of a user's, who has that role in it."""

    def within(model: Model, key: str, row: Row, user: str) -> bool:
        return any(
            one["classSourcedId"] == key
            and one["userSourcedId"] == user
            and role in ("", one["role"])
            for one in model.active("enrollments").values()
        )

    return within


def _member(model: Model, key: str, row: Row, taught: str) -> bool:
    return any(
        (one["classSourcedId"], one["userSourcedId"], one["role"]) == (taught, key, row["role"])
        for one in model.active("enrollments").values()
    )


def _taught_at(model: Model, key: str, row: Row, school: str) -> bool:
    of_school = [one for one in model.rows["classes"].values() if one["schoolSourcedId"] == school]
    return row["orgSourcedId"] == school or any(one["courseSourcedId"] == key for one in of_school)


def _session_of(model: Model, key: str, row: Row, school: str) -> bool:
    classes = model.rows["classes"].values()
    return any(
        one["schoolSourcedId"] == school and key in one["termSourcedIds"].split(",")
        for one in classes
    )


def _column(name: str) -> Within:
    return lambda model, key, row, value: value in row[name].split(",")


WITHIN: dict[tuple[str, str], Within] = {
    ("classes", "school"): _column("schoolSourcedId"),
    ("classes", "course"): _column("courseSourcedId"),
    ("classes", "term"): _column("termSourcedIds"),
    ("classes", "user"): _enrolled(),
    ("classes", "student"): _enrolled("student"),
    ("classes", "teacher"): _enrolled("teacher"),
    ("users", "school"): _column("orgSourcedIds"),
    ("users", "class"): _member,
    ("courses", "school"): _taught_at,
    ("enrollments", "school"): _column("schoolSourcedId"),
    ("enrollments", "class"): _column("classSourcedId"),
    ("academicSessions", "school"): _session_of,
    ("academicSessions", "term"): _column("parentSourcedId"),
}
# Whose sourcedIds the variables of paths are.
KINDS = {"class": "classes", "course": "courses", "term": "academicSessions"}


class Caller:
    """A relying party of both schools, who asks for a few records a page."""

    def __init__(self, roster: Roster, database: str, key_file: Path) -> None:
        self._pages = Pages(Database(database).call)
        keys = load_keys(str(key_file))
        relying_parties.create(roster.connection, keys, "Reader", SCHOOLS, None)
        found = relying_parties.find(roster.connection, "Reader")
        self._identity = Identity(found.relying_party_id, SCOPES)

    def shown(self, call: ServiceCall, ids: dict[str, str]) -> Shown:
        """Status and date of each record by its sourcedId."""
        return {
            one["sourcedId"]: (one["status"], one["dateLastModified"])
            for one in self._all(call, ids)
        }

    def _all(self, call: ServiceCall, ids: dict[str, str]) -> Iterator[dict[str, str]]:
        query = Query(limit=3)
        while True:
            planned = plan(call, ids, query, self._identity)
            page = self._pages.page(planned)
            yield from json.loads(b"[%s]" % page.documents, strict=False)
            if page.next is None:
                return
            query = Query(limit=3, after=page.next)


def expected(model: Model, call: ServiceCall, ids: dict[str, str]) -> Shown:
    plural = call.kind.plural
    return {
        key: (model.shown[plural, key]["status"], model.changed_at[plural, key])
        for key, row in model.rows[plural].items()
        if all(row[column] == value for column, value in call.only)
        and all(WITHIN[plural, name](model, key, row, value) for name, value in ids.items())
    }


def some_ids(model: Model, call: ServiceCall, chance: Random) -> dict[str, str]:
    """Of records that there are or were."""
    names = re.findall(r"\{(\w+)\}", call.path)
    known = {name: list(model.rows[KINDS.get(name, "users")]) for name in names}
    return {name: chance.choice(SCHOOLS if name == "school" else known[name]) for name in names}


@pytest.mark.parametrize("seed", range(4, 6))
def test_after_each_import_every_call_returns_what_a_model_says(
    roster: Roster, source: ModelProvider, database: str, key_file: Path, seed: int
) -> None:
    chance, model = Chance(seed), Model()
    begin(roster, model, chance)
    caller = Caller(roster, database, key_file)
    told: Counter[str] = Counter()
    for _ in range(STEPS):
        change(roster, source, model, chance)
        for call in CALLS + [one for one in CALLS if "{" in one.path]:
            ids = some_ids(model, call, chance.pick)
            shown = caller.shown(call, ids)
            assert shown == expected(model, call, ids), (call.name, ids)
            told[call.name] += len(shown)
    # There are no grading periods, and of some nested ones random ids find none.
    assert len([call for call in CALLS if told[call.name]]) > len(CALLS) - 7
