"""What can only be checked when all rows are there; the database checks it, part by part."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

import pyodbc

from admin.importing.findings import Findings, Problem
from admin.importing.parts import Part, Reference
from admin.importing.procedures import call
from admin.importing.progress import Progress
from admin.importing.roster_set import RosterSet

_SAME = {
    False: "{} has the same sourcedId",
    True: "{} has the same sourcedId and says something else",
}
_FOREIGN = "the sourcedId belongs to the feed {!r}"
_NOTHING = "there is no such record in the set's {0}, nor in the feed where the set has not all"
_CIRCLE = "the parents lead in a circle"


def check_staged(
    connection: pyodbc.Connection,
    roster_set: RosterSet,
    feed_id: int,
    findings: Findings,
    progress: Progress,
) -> None:
    """Adds repeated sourcedIds, references to nothing, circles of parents, other feeds' records."""
    progress.begin("Checking", len(roster_set.parts))
    for part in roster_set.parts:
        check = _PartCheck(connection, roster_set, part, findings)
        check.sourced_ids(feed_id)
        for reference in part.references:
            check.targets(reference)
        if part.parent:
            check.circles(part.parent)
        progress.advance(1)


@dataclass(frozen=True)
class _PartCheck:
    """Asks for one part's problems. Each row that the database gives has the line, the value at
    fault, another value that the procedure names, and how many problems there are in all."""

    connection: pyodbc.Connection
    roster_set: RosterSet
    part: Part
    findings: Findings

    def sourced_ids(self, feed_id: int) -> None:
        self._find("gcidm.problems_duplicates", lambda row: self._problem(row, self._same(row)))
        self._find(
            "gcidm.problems_feeds",
            lambda row: self._problem(row, _FOREIGN.format(row.other)),
            feed_id,
        )

    def targets(self, reference: Reference) -> None:
        """Of the reference; where they could not all be read, nothing can be said of them."""
        if self.findings.unread.isdisjoint(self.roster_set.files(reference.to)):
            self._find(
                "gcidm.problems_references",
                lambda row: self._problem(row, _NOTHING.format(reference.to), reference),
                reference.column,
                reference.to,
            )

    def circles(self, parent: Reference) -> None:
        self._find("gcidm.problems_cycles", lambda row: self._problem(row, _CIRCLE, parent))

    def _find(
        self, function: str, problem: Callable[[pyodbc.Row], Problem], *arguments: object
    ) -> None:
        rows = call(self.connection, function, self.part.name, *arguments)
        self.findings.add(map(problem, rows), rows[0].total if rows else 0)

    def _same(self, row: pyodbc.Row) -> str:
        earlier = self.roster_set.place(self.part, int(row.other))
        return _SAME[self.part.may_repeat].format(earlier.name)

    def _problem(self, row: pyodbc.Row, rule: str, reference: Reference | None = None) -> Problem:
        """With a reference the value is its target, and the other one the record's sourcedId."""
        place = self.roster_set.place(self.part, row.line)
        column, sourced_id = (reference.shown, row.other) if reference else ("sourcedId", row.value)
        return Problem(place.file, place.line, column, row.value, rule, sourced_id)
