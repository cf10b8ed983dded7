"""A pull holds a page's record and the hashes of sourcedIds, however many records there are."""

from __future__ import annotations

import json
import tracemalloc
from datetime import UTC, datetime
from pathlib import Path

from admin.importing import Findings
from admin.importing.progress import Silent
from admin.pulling.collecting import Collecting
from admin.pulling.pages import Page, read_contents
from admin.pulling.state import Collection, State
from admin.pulling.work_folder import work_folder

PAGE = 1000
RECORD = {"status": "active", "givenName": "A" * 500, "dateLastModified": "2026-09-01"}


class Many:
    """A client of a provider with that many pages of users."""

    limit = PAGE

    def __init__(self, pages: int) -> None:
        self._total = pages * PAGE

    def page(self, kind: str, query: dict[str, str], path: Path, revision: str | None) -> Page:
        offset = int(query["offset"])
        with path.open("w") as out:
            out.write('{"users": [')
            for number in range(PAGE):
                comma = "," if number else ""
                out.write(comma + json.dumps(RECORD | {"sourcedId": f"u{offset + number}"}))
            out.write("]}")
        return Page(200, read_contents(path, kind), total=self._total)


def peak(pages: int, folder: Path) -> int:
    """Bytes of memory taken at most while so many pages are pulled."""
    state = State("feed", "source", datetime.now(UTC), [Collection("users")])
    with work_folder(folder) as work:
        tracemalloc.start()
        try:
            Collecting(Many(pages), work, state, Findings(), Silent(), print).pull_all()
            return tracemalloc.get_traced_memory()[1]
        finally:
            tracemalloc.stop()
            work.remove()


def test_a_record_more_takes_no_more_than_its_hash(tmp_path: Path) -> None:
    peak(2, tmp_path / "pull")
    grown = peak(12, tmp_path / "pull") - peak(2, tmp_path / "pull")
    assert grown / (10 * PAGE) < 150 < len(json.dumps(RECORD)) / 3
