"""Random sequences of bulk and delta imports and pulls against a model of what a feed then has."""

from __future__ import annotations

import csv
import json
from typing import Any

import pytest

from admin.importing.files import FILE
from tests.importing.model import HEADERS, SCHOOLS, Chance, Model, Row, Rows
from tests.importing.roster import Roster
from tests.pulling.model_provider import ModelProvider

CHANGING = ("academicSessions", "courses", "classes", "users", "enrollments")
IDS = {"academicSessions": 4, "courses": 3, "classes": 4, "users": 7, "enrollments": 9}
STEPS = 8
HOW = ("bulk", "delta", "delta", "pull", "pull", "pull in full")
# Which records of a kind may be deleted: such as no other refers to.
REFERRED = {
    "academicSessions": (("classes", "termSourcedIds"), ("academicSessions", "parentSourcedId")),
    "courses": (("classes", "courseSourcedId"),),
    "classes": (("enrollments", "classSourcedId"),),
    "users": (("enrollments", "userSourcedId"), ("users", "agentSourcedIds")),
    "enrollments": (),
}


@pytest.mark.parametrize("seed", range(4))
def test_after_each_import_the_feed_is_what_a_model_says(
    roster: Roster, source: ModelProvider, seed: int
) -> None:
    chance, model = Chance(seed), Model()
    begin(roster, model, chance)
    for _ in range(STEPS):
        change(roster, source, model, chance)
        _compare(roster, model)
    _write(roster, {kind: model.active(kind) for kind in HEADERS}, {}, is_delta=False)
    assert roster.load().revision is None, "a bulk set of what there is changed something"


def begin(roster: Roster, model: Model, chance: Chance) -> None:
    """The first import of a feed."""
    orgs: Rows = {"district": _org("district", "")} | {
        one: _org("school", "district") for one in SCHOOLS
    }
    model.apply("orgs", orgs, set(), is_delta=False)
    first = {"academicSessions": "year", "courses": "k0", "classes": "c0", "users": "u0"}
    for kind, key in first.items():
        model.apply(kind, {key: chance.row(kind, key, model)}, set(), is_delta=True)
    _write(roster, {kind: model.active(kind) for kind in HEADERS}, {}, is_delta=False)
    _load(roster, model)


def _org(type_: str, parent: str) -> Row:
    return {"name": type_, "type": type_, "identifier": "", "parentSourcedId": parent}


def change(roster: Roster, source: ModelProvider, model: Model, chance: Chance) -> None:
    """The next import or pull, of a few changes."""
    how = chance.pick.choice(HOW)
    stated, deletions = _change(model, chance, is_delta=how != "bulk")
    # Of what goes without a word a pull of changes learns a moment after the others.
    source.show(model, is_silent=how != "pull" and chance.pick.random() < 0.3)
    if how.startswith("pull"):
        source.pull(roster, is_full=how == "pull in full")
        model.settle(f"{roster.now:%Y-%m-%dT%H:%M:%S.123Z}")
    else:
        _write(roster, stated, deletions, is_delta=how == "delta")
        _load(roster, model)


def _change(
    model: Model, chance: Chance, *, is_delta: bool
) -> tuple[dict[str, Rows], dict[str, set[str]]]:
    """Changes the model; returns what a set states, and which records go."""
    stated: dict[str, Rows] = {}
    deletions: dict[str, set[str]] = {}
    for kind in CHANGING:
        deletions[kind] = _deletable(kind, model, chance)
        model.apply(kind, {}, deletions[kind], is_delta=True)
        changed = _changed(kind, model, chance, deletions[kind])
        kept = {} if is_delta else model.active(kind)
        stated[kind] = {
            key: row for key, row in (kept | changed).items() if key not in deletions[kind]
        }
        model.apply(kind, stated[kind], deletions[kind], is_delta=is_delta)
    if not is_delta:
        stated["orgs"] = model.active("orgs")
    return stated, deletions


def _deletable(kind: str, model: Model, chance: Chance) -> set[str]:
    """Up to two records that nothing refers to, tombstones included."""
    referred = {
        target
        for other, column in REFERRED[kind]
        for row in model.rows[other].values()
        for target in row[column].split(",")
    }
    free = sorted(model.active(kind).keys() - referred - {"year"})
    return set(chance.pick.sample(free, min(len(free), chance.pick.randrange(3))))


def _changed(kind: str, model: Model, chance: Chance, deletions: set[str]) -> Rows:
    prefix = "k" if kind == "courses" else kind[0]
    keys = {f"{prefix}{chance.pick.randrange(IDS[kind])}" for _ in range(chance.pick.randrange(4))}
    return {key: chance.row(kind, key, model) for key in sorted(keys - deletions)}


def _write(
    roster: Roster, stated: dict[str, Rows], deletions: dict[str, set[str]], *, is_delta: bool
) -> None:
    for file in roster.folder.iterdir():
        file.unlink()
    base = ("active", "2026-01-01T00:00:00.000Z") if is_delta else ("", "")
    for kind, rows in stated.items():
        columns = HEADERS[kind].split(",")
        with (roster.folder / f"{kind}.csv").open("w", newline="") as out:
            write = csv.writer(out)
            write.writerow(("sourcedId", "status", "dateLastModified", *columns))
            write.writerows((key, *base, *row.values()) for key, row in rows.items())
            gone = sorted(deletions.get(kind, ())) if is_delta else ()
            write.writerows((key, "tobedeleted", base[1], *("" for _ in columns)) for key in gone)
    roster.declare(**(dict.fromkeys(stated, "delta") if is_delta else {}))


def _load(roster: Roster, model: Model) -> None:
    roster.load("roster")
    model.settle(f"{roster.now:%Y-%m-%dT%H:%M:%S.123Z}")


def _compare(roster: Roster, model: Model) -> None:
    for kind, rows in model.rows.items():
        assert roster.count(kind) == len(rows)
        for key in rows:
            expected = {**model.shown[kind, key], "dateLastModified": model.changed_at[kind, key]}
            assert _shown(roster, kind, key) == expected, (kind, key)


def _shown(roster: Roster, kind: str, key: str) -> dict[str, Any]:
    """A record's document as the model words it."""
    document = json.loads(json.dumps(roster.doc(kind, key)))
    shown = {name: document[name] for name in ("status", "dateLastModified")}
    for field in FILE[kind].fields:
        shown[field.csv] = _cell(document.get(field.name))
    for name in ("children", "agents"):
        if name in document:
            shown[name] = [one["sourcedId"] for one in document[name]]
    shown.pop("agentSourcedIds", None)
    return {**shown, "": roster.schools(kind, key)}


def _cell(value: Any) -> str:
    if isinstance(value, list):
        return ",".join(map(_cell, value))
    return str(value["sourcedId"]) if isinstance(value, dict) else value or ""
