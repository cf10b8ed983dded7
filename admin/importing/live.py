"""Stages of the feed what a set does not state, and yet says something of."""

from __future__ import annotations

import json

import pyodbc

from admin.importing.files import FILES
from admin.importing.findings import Findings
from admin.importing.parts import Part
from admin.importing.procedures import call
from admin.importing.roster_set import RosterSet
from admin.importing.tolerances import UNKNOWN_DELETION
from shared.oneroster import KIND, KINDS

# Per kind the columns that its file has, as the database takes them.
_COLUMNS = {
    kind.plural: json.dumps([field.csv for field in kind.fields if field.csv]) for kind in KINDS
}
_LINKS = tuple(file for file in FILES if file.needs)


def settle_deletions(
    connection: pyodbc.Connection,
    part: Part,
    feed_id: int,
    roster_set: RosterSet,
    findings: Findings,
) -> None:
    """Makes deletions the records that they are of; those of none are counted, unless they state
    what they delete themselves, as replies do."""
    if part.name in KIND:
        arguments = (feed_id, part.name, _COLUMNS[part.name])
        for row in call(connection, "gcidm.settle_deletions", *arguments):
            findings.tolerate(roster_set.place(part, row.line).file, UNKNOWN_DELETION)


def stage_feed(connection: pyodbc.Connection, parts: tuple[Part, ...], feed_id: int) -> None:
    """Stages what the set's records refer to, and what changes because of them: all of the feed
    beside a bulk part, but no more than it takes for deltas, which are small."""
    if _is_small(connection, parts, feed_id):
        _want_affected(connection, parts, feed_id)
    else:
        _want_all(connection, parts, feed_id)
    for kind in KINDS:
        call(connection, "gcidm.stage_live", feed_id, kind.plural, _COLUMNS[kind.plural])
    for file in _LINKS:
        if file.name not in _whole(parts):
            states = any(file.name in part.states for part in parts)
            arguments = (file.needs, file.name, file.fields[1].csv, states)
            call(connection, "gcidm.stage_live_links", *arguments)
    call(connection, "gcidm.analyse_staged")


def _is_small(connection: pyodbc.Connection, parts: tuple[Part, ...], feed_id: int) -> bool:
    if not parts or not all(part.is_delta for part in parts):
        return False
    return not call(connection, "gcidm.moves_orgs", feed_id)[0][0]


def _want_affected(connection: pyodbc.Connection, parts: tuple[Part, ...], feed_id: int) -> None:
    call(connection, "gcidm.want_affected", feed_id)
    for part in parts:
        for one in part.references:
            call(connection, "gcidm.want_targets", part.name, one.column, one.to)


def _want_all(connection: pyodbc.Connection, parts: tuple[Part, ...], feed_id: int) -> None:
    needs = {file.name: file.needs for file in _LINKS}
    in_part = {needs.get(part.name, part.name) for part in parts if part.is_delta}
    for kind in KINDS:
        if kind.plural not in _whole(parts):
            compared = "record" if kind.plural in in_part else "state"
            call(connection, "gcidm.want_all", feed_id, kind.plural, compared)


def _whole(parts: tuple[Part, ...]) -> set[str]:
    """The names of the parts that have all that there is."""
    return {name for part in parts if not part.is_delta for name in (part.name, *part.states)}
