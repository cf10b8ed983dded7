"""The pages of a pull, as an import reads them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from admin.importing.findings import Findings
from admin.importing.json_replies import reply_records
from admin.importing.json_set import part_of
from admin.importing.packing import Folder
from admin.importing.parts import Part
from admin.importing.roster_set import Place, StagedRow
from admin.pulling.pulled_rows import PulledRowReader
from admin.pulling.state import Collection
from admin.pulling.translations import Translation
from shared.oneroster import KIND, KINDS


class PulledSet:
    """The collections whose pages lie in `folder`: a part each, all there is or what changed."""

    def __init__(
        self, folder: Path, collections: list[Collection], translations: Mapping[str, Translation]
    ) -> None:
        self._collections = {one.kind: one for one in collections}
        self._folder = Folder(folder, {})
        self._translations = translations
        names = [kind.plural for kind in KINDS if kind.plural in self._collections]
        self.parts = tuple(_part(self._collections[name]) for name in names)

    def files(self, name: str) -> tuple[str, ...]:
        return self._collections[name].files() if name in self._collections else ()

    def size(self, part: Part) -> int:
        files = self._collections[part.name].files()
        return sum((self._folder.folder / file).stat().st_size for file in files)

    def rows(
        self, part: Part, findings: Findings, advance: Callable[[int], None]
    ) -> Iterator[StagedRow]:
        translate = self._translations.get(part.name)
        read = PulledRowReader(KIND[part.name], translate, findings, is_delta=part.is_delta)
        number = 0
        for file in self.files(part.name):
            for shown in reply_records(self._folder, file, findings, advance):
                number += 1
                if row := read(number, shown):
                    yield row

    def place(self, part: Part, line: int) -> Place:
        return Place(part.name, line, f"record {line:,} of {part.name}")


def _part(one: Collection) -> Part:
    """A delta's orphan may miss what should have come with it, which only the numbers can tell:
    without them it is a problem, for which everything is pulled."""
    is_delta = one.since is not None
    may_be_orphaned = not is_delta or one.active is not None
    return replace(part_of(KIND[one.kind]), is_delta=is_delta, may_be_orphaned=may_be_orphaned)
