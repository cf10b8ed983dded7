"""Pages, against a database that is a list of sourcedIds."""

from __future__ import annotations

import json
from collections import namedtuple
from collections.abc import Sequence
from typing import Any

import pytest

from functions.identity import Identity
from functions.pages import Page, Pages
from functions.plan import plan
from functions.query import Query
from shared.errors import Unauthorized
from shared.oneroster import SERVICE_CALL

Row = namedtuple("Row", "feedid sourcedid sortkey records docs hidden revision")
IDENTITY = Identity(relying_party_id=1)


class Listed:
    """`revision` None: the relying party was revoked."""

    def __init__(self) -> None:
        self.records = list("bcdefgh")
        self.revision: int | None = 1
        self.calls: list[str] = []

    def call(self, procedure: str, arguments: Sequence[Any]) -> list[Any]:
        self.calls.append(procedure)
        if procedure == "gcidm.count_users":
            return [(len(self.records),)]
        *_, after, offset, limit = arguments
        start = json.loads(after)["sourcedId"] if after else ""
        page = [one for one in self.records if one > start][offset : offset + limit]
        last = page[-1] if page else None
        return [Row(1, last, None, len(page), "".join(page).encode(), None, self.revision)]


@pytest.fixture
def listed() -> Listed:
    return Listed()


@pytest.fixture
def pages(listed: Listed) -> Pages:
    return Pages(listed.call)


def read(pages: Pages, offset: int) -> Page:
    return pages.page(
        plan(SERVICE_CALL["getAllUsers"], {}, Query(limit=2, offset=offset), IDENTITY)
    )


def test_a_page_takes_one_call_once_the_total_is_known(listed: Listed, pages: Pages) -> None:
    assert [read(pages, offset).documents for offset in (0, 2, 4, 6)] == [b"bc", b"de", b"fg", b"h"]
    assert listed.calls == ["gcidm.get_users", "gcidm.count_users", *["gcidm.get_users"] * 3]


def test_where_a_page_ended_says_nothing_about_other_data(listed: Listed, pages: Pages) -> None:
    read(pages, 0)
    listed.records, listed.revision = list("abcdefgh"), 2
    second = read(pages, 2)
    assert (second.documents, second.total, second.revision) == (b"cd", 8, 2)


def test_the_total_is_counted_anew_when_data_have_changed(listed: Listed, pages: Pages) -> None:
    assert read(pages, 0).total == 7
    listed.records, listed.revision = list("bc"), 2
    assert read(pages, 0).total == 2


def test_a_revoked_relying_party_reads_nothing(listed: Listed, pages: Pages) -> None:
    read(pages, 0)
    listed.revision = None
    with pytest.raises(Unauthorized):
        read(pages, 2)
