"""All records come, however a provider cuts them into pages."""

from __future__ import annotations

from typing import Any

import pytest

from admin.errors import AdminError
from tests.pulling.conftest import CHANGED
from tests.pulling.fake import FakeProvider, Record
from tests.pulling.puller import Collector, Puller, tolerated

PAGED: dict[str, dict[str, Any]] = {
    "by Link": {},
    "by offset and total": {"has_links": False},
    "by Link alone": {"has_totals": False},
    "by offset alone": {"has_totals": False, "has_links": False},
    "by offset, until 404": {"has_totals": False, "has_links": False, "ends_with_404": True},
    "in pages smaller than asked for": {"largest_page": 1},
    "in small pages without a count": {
        "largest_page": 1,
        "has_totals": False,
        "has_links": False,
    },
    "with links of another host": {"link_base": "http://internal.example:8080"},
    "with links that cannot be read": {"link_base": "http://[internal:8080"},
    "with links past the end": {"links_past_the_end": True},
    "all at once": {"knows_pages": False},
}


def more_users(provider: FakeProvider, number: int) -> None:
    """Gives the provider that many users more."""
    ada: Record = provider.collections["users"][0]
    provider.collections["users"] += [
        {**ada, "sourcedId": f"u{n}", "username": f"u{n}"} for n in range(number)
    ]


@pytest.mark.parametrize("how", PAGED)
def test_all_records_come(provider: FakeProvider, collector: Collector, how: str) -> None:
    for name, value in PAGED[how].items():
        setattr(provider, name, value)
    more_users(provider, 5)
    found = collector.collect()
    assert found.pop("users") == ["ada", "tea", "u0", "u1", "u2", "u3", "u4"]
    assert found == {
        kind: [one["sourcedId"] for one in records]
        for kind, records in provider.collections.items()
        if kind != "users"
    }


def test_no_page_is_asked_for_twice(provider: FakeProvider, collector: Collector) -> None:
    more_users(provider, 4)
    collector.collect("users")
    assert [query["offset"] for query in provider.pages("users")] == ["0", "2", "4"]


def test_records_that_a_count_promised_and_that_did_not_come_end_the_pull(
    provider: FakeProvider, collector: Collector
) -> None:
    provider.miscount = 1
    with pytest.raises(AdminError, match=r"orgs: the pages do not come to a whole"):
        collector.collect()
    assert "orgs: 2 records came of the 3 that X-Total-Count names." in collector.said


def test_a_wrong_count_can_be_ignored(provider: FakeProvider, collector: Collector) -> None:
    provider.miscount = 1
    assert collector.collect("orgs", has_totals=False) == {"orgs": ["district", "north"]}


def test_a_count_that_is_too_low_is_a_warning(provider: FakeProvider, collector: Collector) -> None:
    provider.miscount = -1
    assert collector.collect("orgs") == {"orgs": ["district", "north"]}
    found = tolerated(collector.findings)
    assert found == {("orgs", "an X-Total-Count that the records do not come to"): 1}


def test_a_provider_that_repeats_its_first_page_is_not_believed(
    provider: FakeProvider, collector: Collector
) -> None:
    provider.knows_pages = provider.has_totals = False
    with pytest.raises(AdminError, match="orgs: the pages do not come to a whole"):
        collector.collect()


def test_a_reply_of_another_kind_is_no_page(provider: FakeProvider, collector: Collector) -> None:
    provider.hiccups.extend([(200, {}, b'{"users": []}')] * 6)
    with pytest.raises(AdminError, match="it has users where orgs were asked for, 6 times"):
        collector.collect()


def test_dates_are_our_own(puller: Puller) -> None:
    report = puller.run()
    assert puller.records("users")["ada"]["dateLastModified"] > CHANGED
    assert report.findings.tolerated.total() == 0
