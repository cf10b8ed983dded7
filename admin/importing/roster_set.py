"""What an import reads, however it is written: parts, and the rows of each."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, Protocol

from admin.importing.findings import Findings
from admin.importing.parts import Part


@dataclass(frozen=True)
class StagedRow:
    """A record of a part. `line` numbers the part's rows, with gaps perhaps. `record` is keyed by
    column, without the base fields. Where a value was bad it is lacking, so that what refers to the
    record is still checked."""

    sourcedId: str
    line: int
    status: str
    record: dict[str, Any]


@dataclass(frozen=True)
class Place:
    """Where a row stands: its file, and there the line or the record's number; as text, `name`."""

    file: str
    line: int
    name: str


class RosterSet(Protocol):
    """A set that is open and whose packing is in order."""

    @property
    def parts(self) -> tuple[Part, ...]:
        """In the order in which references point back."""
        ...

    def files(self, name: str) -> tuple[str, ...]:
        """The files in which the part of that name stands."""
        ...

    def size(self, part: Part) -> int:
        """In bytes, unpacked."""
        ...

    def rows(
        self, part: Part, findings: Findings, advance: Callable[[int], None]
    ) -> Iterator[StagedRow]:
        """The part's records; what is wrong with them is added to `findings`. `advance` is told of
        the bytes read, now and then."""
        ...

    def place(self, part: Part, line: int) -> Place:
        """Where the row of that `line` stood; known once it was read."""
        ...
