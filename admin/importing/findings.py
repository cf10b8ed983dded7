"""What is found in a set while it is read: problems, which refuse it, and what was tolerated."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field

from admin.errors import AdminError
from functions.tolerances import Tolerance

SHOWN = 100


@dataclass(frozen=True)
class Problem:
    """One broken rule. `line` counts from 1: lines in a CSV file, records in a JSON reply; it is 0
    when the rule is about the whole file. `sourcedId` is the record's, where that is known."""

    file: str
    line: int
    column: str
    value: str
    rule: str
    sourcedId: str = ""


@dataclass
class Findings:
    """Problems, the first `SHOWN` of them and their number; what was tolerated how often; and the
    files of which records could not be read, so that references to them cannot be checked."""

    problems: list[Problem] = field(default_factory=list)
    total: int = 0
    tolerated: Counter[tuple[str, Tolerance]] = field(default_factory=Counter)
    unread: set[str] = field(default_factory=set)

    def problem(self, file: str, line: int, column: str, value: str, rule: str) -> None:
        self.add([Problem(file, line, column, value, rule)], 1)

    def lost(self, file: str, line: int, rule: str) -> None:
        """Adds a problem because of which records of the file are not known."""
        self.problem(file, line, "", "", rule)
        self.unread.add(file)

    def add(self, problems: Iterable[Problem], total: int) -> None:
        """Adds problems of which there are `total`, though not all may be given."""
        self.total += total
        room = SHOWN - len(self.problems)
        self.problems.extend(list(problems)[:room])

    def tolerate(self, file: str, tolerance: Tolerance, times: int = 1) -> None:
        self.tolerated[file, tolerance] += times

    def tolerate_nothing(self) -> None:
        """Makes problems of what was tolerated."""
        for (file, tolerance), times in self.tolerated.items():
            said = "once" if times == 1 else f"{times:,} times"
            self.problem(file, 0, "", said, f"not tolerated: {tolerance.found}")

    def refuse_if_any(self) -> None:
        """Raises ImportRefused when there are problems."""
        if self.total:
            raise ImportRefused(self)


class ImportRefused(AdminError):
    """The set has problems; nothing was changed. `findings` carries them."""

    def __init__(self, findings: Findings) -> None:
        first = findings.problems[0]
        super().__init__(
            f"The set was refused: {findings.total} problem(s), the first in {first.file} "
            f"at {first.line}, {first.column} {first.value!r}: {first.rule}"
        )
        self.findings = findings
