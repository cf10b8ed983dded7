"""Data that move while they are being read do not end up half here."""

from __future__ import annotations

import pytest

from admin.errors import AdminError
from tests.pulling.fake import FakeProvider, Query
from tests.pulling.puller import Collector, Puller, tolerated
from tests.pulling.test_paging import more_users


def at_offset(provider: FakeProvider, kind: str, offset: str, times: int = 1) -> list[str]:
    """Moves the data before that page is given, that often: the first record goes and a new one
    comes, so that the number stays. Returns what it will have moved."""
    moved: list[str] = []

    def move(asked: str, query: Query) -> None:
        if (asked, query["offset"]) == (kind, offset) and len(moved) < times:
            records = provider.collections[kind]
            last = records[-1]
            moved.append(f"moved{len(moved)}")
            # At the beginning: what stood on the page before stands on this one, too.
            records.insert(0, {**last, "sourcedId": moved[-1], "username": moved[-1]})
            if provider.revision is not None:
                provider.revision += 1

    provider.before = move
    return moved


def test_a_record_that_comes_again_on_the_next_page_begins_the_collection_anew(
    provider: FakeProvider, collector: Collector
) -> None:
    more_users(provider, 3)
    provider.has_totals = False
    at_offset(provider, "users", "2")
    found = collector.collect("users")["users"]
    assert "users: records of one page came again on another." in collector.said
    assert set(found) == {"ada", "tea", "u0", "u1", "u2", "moved0"}


def test_a_count_that_changes_begins_the_collection_anew(
    provider: FakeProvider, collector: Collector
) -> None:
    more_users(provider, 3)
    at_offset(provider, "users", "4")
    found = collector.collect("users")["users"]
    assert "users: the provider counts 6 records, not 5 any more." in collector.said
    assert "moved0" in found


def test_another_revision_begins_the_collection_anew_and_those_before_it(
    provider: FakeProvider, puller: Puller
) -> None:
    more_users(provider, 3)
    provider.revision = 7
    at_offset(provider, "users", "2")
    puller.run()
    assert "users: the provider's data have another revision now." in puller.said
    assert [query["offset"] for query in provider.pages("orgs")] == ["0", "0"]
    assert [query["offset"] for query in provider.pages("users")] == ["0", "2", "0", "2", "4"]
    assert "moved0" in puller.records("users")


def test_pages_are_pinned_to_the_revision_of_the_first(
    provider: FakeProvider, collector: Collector
) -> None:
    more_users(provider, 1)
    provider.revision = 7
    collector.collect("users")
    pins = [headers.get("X-Expect-Revision") for headers in provider.headers]
    users = [at for at, (path, _) in enumerate(provider.asked) if path.endswith("/users")]
    assert [pins[at] for at in users] == [None, "7", "7"]


def test_data_that_never_rest_are_taken_when_all_of_them_came(
    provider: FakeProvider, collector: Collector
) -> None:
    more_users(provider, 1)
    provider.revision = 1
    at_offset(provider, "users", "2", times=2)
    found = collector.collect("users")["users"]
    assert set(found) == {"ada", "tea", "u0", "moved0", "moved1"}


def test_pages_that_never_come_to_a_whole_change_nothing(
    provider: FakeProvider, puller: Puller
) -> None:
    more_users(provider, 3)

    def swap(kind: str, query: Query) -> None:
        if kind == "users":  # an order that is another one each time
            provider.collections["users"].reverse()

    provider.before = swap
    with pytest.raises(AdminError, match="users: the pages do not come to a whole"):
        puller.run()
    assert puller.records("orgs") == {}


def test_a_record_that_lacks_what_it_must_refer_to_is_left_out(
    provider: FakeProvider, puller: Puller
) -> None:
    provider.collections["classes"] = []
    report = puller.run()
    assert puller.records("enrollments") == puller.records("results") == {}
    found = "a pulled record whose {}, which is required, leads nowhere"
    counted = tolerated(report.findings)
    assert counted["enrollments", found.format("class")] == 1
    assert counted["lineItems", found.format("class")] == 1
    assert counted["results", found.format("lineItem")] == 1


def test_deleted_records_that_are_not_complete_are_left_out(
    provider: FakeProvider, puller: Puller
) -> None:
    bare = {"sourcedId": "gone", "status": "tobedeleted", "dateLastModified": "2026-01-01"}
    provider.collections["users"].append(bare)
    report = puller.run()
    assert "gone" not in puller.records("users")
    assert tolerated(report.findings)["users", "a deleted record that is not complete"] == 1


def test_what_refers_to_a_deleted_record_stays_with_it(
    provider: FakeProvider, puller: Puller
) -> None:
    provider.collections["classes"][0]["status"] = "tobedeleted"
    puller.run()
    assert puller.statuses("classes") == {"7M": "tobedeleted"}
    assert puller.statuses("enrollments") == {"e1": "active"}
