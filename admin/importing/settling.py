"""Settles what a set may say loosely: records told more than once, references that lead nowhere."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

import pyodbc

from admin.importing.findings import Findings, Problem
from admin.importing.parts import Fold, Part, Reference
from admin.importing.procedures import call
from admin.importing.roster_set import RosterSet
from admin.importing.tolerances import REPEATED_RECORD, dangling, orphan
from functions.tolerances import Tolerance


def settle(connection: pyodbc.Connection, roster_set: RosterSet, findings: Findings) -> None:
    """Keeps one of each record that is told alike more than once, and leaves out the references
    that may dangle and do, or the record where that is what its part does; all are counted. What
    OneRoster 1.2 says in files of their own is added to the users."""
    for part in roster_set.parts:
        if part.fold:
            _fold(connection, part.fold, roster_set, findings)
        if part.may_repeat:
            rows = call(connection, "gcidm.fold_repeats", part.name)
            _count(rows, REPEATED_RECORD, part, roster_set, findings)
    for part, reference in _known(roster_set, findings):
        if reference.may_dangle:
            arguments = (part.name, reference.column, reference.to)
            rows = call(connection, "gcidm.drop_dangling", *arguments)
            _count(rows, dangling(reference.shown), part, roster_set, findings)


def drop_orphans(
    connection: pyodbc.Connection, roster_set: RosterSet, feed_id: int, findings: Findings
) -> None:
    """Leaves out the records of which a reference that they must have leads neither into the set
    nor, where that has not all, into the feed; for parts that say so. They are counted."""
    whole = {part.name for part in roster_set.parts if not part.is_delta}
    for part, reference in _known(roster_set, findings):
        if part.may_be_orphaned and not reference.may_dangle:
            feed = None if reference.to in whole else feed_id
            arguments = (feed, part.name, reference.column, reference.to)
            rows = call(connection, "gcidm.drop_orphans", *arguments)
            _count(rows, orphan(reference.shown), part, roster_set, findings)


def _known(roster_set: RosterSet, findings: Findings) -> Iterator[tuple[Part, Reference]]:
    """The references of which it is known whether they lead somewhere."""
    for part in roster_set.parts:
        for reference in part.references:
            if findings.unread.isdisjoint(roster_set.files(reference.to)):
                yield part, reference


def _fold(
    connection: pyodbc.Connection, fold: Fold, roster_set: RosterSet, findings: Findings
) -> None:
    users = [part for part in roster_set.parts if part.name == "users"]
    for row in call(connection, fold.procedure):
        place = roster_set.place(users[0], row.line)
        problem = Problem(place.file, place.line, "sourcedId", row.value, fold.rule, row.value)
        findings.add([problem], 1)


def _count(
    rows: list[pyodbc.Row],
    tolerance: Tolerance,
    part: Part,
    roster_set: RosterSet,
    findings: Findings,
) -> None:
    files = Counter(roster_set.place(part, row.line).file for row in rows)
    for file, times in files.items():
        findings.tolerate(file, tolerance, times)
