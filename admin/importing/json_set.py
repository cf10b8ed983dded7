"""A set of OneRoster replies in JSON, as an import reads it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterator, Mapping

from admin.importing.files import FILE, FILES
from admin.importing.findings import Findings
from admin.importing.json_replies import reply_kind, reply_records
from admin.importing.json_rows import RowReader
from admin.importing.packing import Packing
from admin.importing.parts import Part, Reference
from admin.importing.roster_set import Place, StagedRow
from admin.importing.tolerances import NOT_JSON
from functions.documents import column
from shared.oneroster import KIND, KINDS, RecordKind


class JsonSet:
    """The replies of each kind together are a part; `replies` has their files by the kind's plural.

    A part's lines number its records from 1, through all its files.
    """

    def __init__(self, packing: Packing, replies: Mapping[str, tuple[str, ...]]) -> None:
        self.parts = tuple(part_of(kind) for kind in KINDS if kind.plural in replies)
        self._packing = packing
        self._replies = replies
        self._read_before: dict[str, list[int]] = {name: [] for name in replies}

    def files(self, name: str) -> tuple[str, ...]:
        return self._replies.get(name, ())

    def size(self, part: Part) -> int:
        return sum(self._packing.sizes[file] for file in self._replies[part.name])

    def rows(
        self, part: Part, findings: Findings, advance: Callable[[int], None]
    ) -> Iterator[StagedRow]:
        line = 0
        for file in self._replies[part.name]:
            self._read_before[part.name].append(line)
            read = RowReader(KIND[part.name], file, findings)
            records = reply_records(self._packing, file, findings, advance)
            for number, shown in enumerate(records, 1):
                line += 1
                if row := read(number, line, shown):
                    yield row

    def place(self, part: Part, line: int) -> Place:
        before = self._read_before[part.name]
        which = bisect_left(before, line) - 1
        file, number = self._replies[part.name][which], line - before[which]
        return Place(file, number, f"record {number} of {file}")


def open_json(packing: Packing, findings: Findings) -> JsonSet:
    """The set; files that are no replies are added to `findings`."""
    replies: dict[str, tuple[str, ...]] = {}
    for file in sorted(packing.sizes):
        if not file.lower().endswith(".json"):
            findings.tolerate(file, NOT_JSON)
        elif kind := reply_kind(packing, file, findings):
            replies[kind.plural] = (*replies.get(kind.plural, ()), file)
    return JsonSet(packing, replies)


def part_of(kind: RecordKind) -> Part:
    """All records of the kind, as replies state them."""
    extended = FILE[kind.plural].extends
    own = (Reference("sourcedId", extended, "sourcedId"),) if extended else ()
    others = (
        Reference(column(field), field.to, field.name, may_dangle=not field.required)
        for field in kind.fields
        if field.to and field.name != "children"
    )
    links = tuple(file.name for file in FILES if file.needs == kind.plural)
    return Part(kind.plural, (*own, *others), states=links, may_repeat=True)
