"""Settles what a set may say loosely: records told more than once, references that lead nowhere."""

from __future__ import annotations

from collections import Counter

import pyodbc

from admin.importing.findings import Findings
from admin.importing.parts import Part, Reference
from admin.importing.procedures import call
from admin.importing.roster_set import RosterSet
from admin.importing.tolerances import REPEATED_RECORD, dangling
from functions.tolerances import Tolerance


def settle(connection: pyodbc.Connection, roster_set: RosterSet, findings: Findings) -> None:
    """Keeps one of each record that is told alike more than once, and leaves out the references
    that may dangle and do; both are counted."""
    for part in roster_set.parts:
        if part.may_repeat:
            rows = call(connection, "gcidm.fold_repeats", part.name)
            _count(rows, REPEATED_RECORD, part, roster_set, findings)
    for part in roster_set.parts:
        for reference in part.references:
            if reference.may_dangle and findings.unread.isdisjoint(roster_set.files(reference.to)):
                _drop(connection, part, reference, roster_set, findings)


def _drop(
    connection: pyodbc.Connection,
    part: Part,
    reference: Reference,
    roster_set: RosterSet,
    findings: Findings,
) -> None:
    rows = call(connection, "gcidm.drop_dangling", part.name, reference.column, reference.to)
    _count(rows, dangling(reference.shown), part, roster_set, findings)


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
