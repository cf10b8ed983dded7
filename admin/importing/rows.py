"""Lines as rows of cells: RFC 4180."""

from __future__ import annotations

import csv
from collections.abc import Iterable, Iterator

from admin.importing.findings import Findings
from admin.importing.tolerances import BLANK_LINE

LONGEST_CELL = 100_000
csv.field_size_limit(LONGEST_CELL)

_RULES = {
    "unexpected end of data": "the quotes are unbalanced: one that opens here is never closed",
    f"field larger than field limit ({LONGEST_CELL})": "a cell is longer than "
    f"{LONGEST_CELL:,} characters; perhaps a quote was never closed",
}


def cell_rows(
    lines: Iterable[str], file: str, findings: Findings
) -> Iterator[tuple[int, list[str]]]:
    """Each row with the number of the line on which it begins; the header is the first."""
    reader = csv.reader(lines, strict=True)
    while True:
        line = reader.line_num + 1
        try:
            cells = next(reader, None)
        except csv.Error as error:
            rule = _RULES.get(str(error), "the quotes are unbalanced: text follows one that closes")
            findings.lost(file, line, rule)
            continue
        if cells is None:
            return
        if cells:
            yield line, cells
        else:
            findings.tolerate(file, BLANK_LINE)
