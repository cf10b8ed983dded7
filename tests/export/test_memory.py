"""An export holds a page of records, however many there are."""

from __future__ import annotations

import json
import tracemalloc
from collections.abc import Callable, Iterable

import pytest

from shared.export.archive import zipped
from shared.export.csv_set import csv_set
from shared.export.file_rows import Tally
from shared.export.json_lines import json_lines
from shared.export.source import Pages
from shared.export.versions import VERSIONS
from shared.oneroster import RecordKind

PAGE = 1000


class Many:
    """Active users without end, but for a number of pages."""

    def __init__(self, pages: int) -> None:
        self.names = {"users": ("own",)}
        self._pages = pages

    def pages(self, kind: RecordKind, filter: str) -> Pages:
        pages = self._pages if filter == "status='active'" else 0
        return Pages(pages * PAGE, (self._page(page) for page in range(pages)))

    def _page(self, page: int) -> bytes:
        return ",".join(self._user(page * PAGE + n) for n in range(PAGE)).encode()

    def _user(self, n: int) -> str:
        org = {"href": "", "sourcedId": "o", "type": "org"}
        user = {"sourcedId": f"u{n}", "status": "active", "orgs": [org], "metadata": {"own": "x"}}
        return json.dumps({**user, "givenName": "A" * 50, "role": "student"})


def a_zip(pages: int) -> Iterable[bytes]:
    return zipped(csv_set(Many(pages), VERSIONS["1.1"], None, Tally()))


def some_lines(pages: int) -> Iterable[bytes]:
    return json_lines(Many(pages), None)


def peak(pieces: Iterable[bytes]) -> int:
    """Bytes of memory taken at most while the pieces come and go."""
    tracemalloc.start()
    try:
        assert sum(map(len, pieces)) > PAGE
        return tracemalloc.get_traced_memory()[1]
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("export", [a_zip, some_lines])
def test_ten_times_the_records_take_no_more_memory(
    export: Callable[[int], Iterable[bytes]],
) -> None:
    peak(export(2))
    assert peak(export(30)) < 1.2 * peak(export(3))
