"""A set of CSV files with a manifest (OneRoster 1.1 CSV binding), as an import reads it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

from admin.importing.files import CsvFile
from admin.importing.findings import Findings
from admin.importing.header import read_header
from admin.importing.lines import text_lines
from admin.importing.manifest import declared_files
from admin.importing.packing import Packing
from admin.importing.parts import Part
from admin.importing.progress import Silent
from admin.importing.records import staged_rows
from admin.importing.roster_set import Place, StagedRow
from admin.importing.rows import cell_rows


@dataclass(frozen=True)
class CsvSet:
    """The files that the manifest declares bulk or delta; each is a part."""

    packing: Packing
    declared: Mapping[str, CsvFile]

    @property
    def parts(self) -> tuple[Part, ...]:
        return tuple(file.part for file in self.declared.values())

    def files(self, name: str) -> tuple[str, ...]:
        return (f"{name}.csv",)

    def size(self, part: Part) -> int:
        return self.packing.sizes[self.declared[part.name].file_name]

    def rows(
        self, part: Part, findings: Findings, advance: Callable[[int], None]
    ) -> Iterator[StagedRow]:
        file = self.declared[part.name]
        rows = _rows(self.packing, file, findings, advance)
        # The header's findings are known from open_csv.
        header = read_header(next(rows)[1], file, Findings())
        return staged_rows(rows, header, file, findings)

    def place(self, part: Part, line: int) -> Place:
        return Place(self.declared[part.name].file_name, line, f"line {line}")


def open_csv(packing: Packing, findings: Findings) -> CsvSet:
    """The set; what is wrong with its manifest and its headers is added to `findings`, so that no
    row is read by a wrong one."""
    files = declared_files(packing, findings)
    for file in files:
        _check_header(packing, file, findings)
    return CsvSet(packing, {file.name: file for file in files})


def _check_header(packing: Packing, file: CsvFile, findings: Findings) -> None:
    first = Findings()
    _, cells = next(_rows(packing, file, first, Silent().advance), (1, []))
    # What was tolerated is counted when the file is read as a whole.
    findings.add(first.problems, first.total)
    read_header(cells, file, findings)


def _rows(
    packing: Packing, file: CsvFile, findings: Findings, advance: Callable[[int], None]
) -> Iterator[tuple[int, list[str]]]:
    lines = text_lines(packing, file.file_name, findings, advance)
    return cell_rows(lines, file.file_name, findings)
