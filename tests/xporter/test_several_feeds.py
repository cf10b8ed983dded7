"""A relying party of schools in two feeds: one list out of both, in every way to read it."""

from __future__ import annotations

import pytest

from tests.stack import PRIMARY, SECONDARY, Client, Stack
from tests.xporter.asking import COLLECTIONS, DELETED, Roster, ask_backend, minted, roster_of


@pytest.fixture(scope="module")
def district(stack: Stack) -> str:
    """The school of the other feed."""
    orgs = stack.stranger.records("/orgs")
    return next(str(org["sourcedId"]) for org in orgs if org["type"] == "school")


@pytest.fixture(scope="module")
def both(stack: Stack, district: str) -> Client:
    """Sees a part of the sample and the whole other feed."""
    return stack.client("Both", (PRIMARY, district))


@pytest.fixture(scope="module")
def expected(stack: Stack) -> Roster:
    one, other = roster_of(stack.primary), roster_of(stack.stranger)
    return {name: [*one[name], *other[name]] for name in COLLECTIONS}


@pytest.mark.parametrize("name", COLLECTIONS)
def test_an_unlimited_list_has_the_records_of_both(
    both: Client, expected: Roster, name: str
) -> None:
    assert both.records(f"/{name}") == expected[name]


@pytest.mark.parametrize("limit", [1, 7, 50, 96, 97, 98, 200])
def test_pages_lead_from_one_feed_into_the_other(
    both: Client, expected: Roster, limit: int
) -> None:
    users = expected["users"]
    offsets = range(0 if limit > 1 else 90, len(users) if limit > 1 else 110, limit)
    pages = [both.records(f"/users?limit={limit}&offset={offset}") for offset in offsets]
    found = [user for page in pages for user in page]
    assert found == (users if limit > 1 else users[90:110])


@pytest.mark.parametrize("offset", [95, 96, 97, 98, 181, 182, 500])
def test_an_offset_counts_over_both(both: Client, expected: Roster, offset: int) -> None:
    assert both.records(f"/users?offset={offset}") == expected["users"][offset:]


def test_totals_count_both(both: Client, expected: Roster) -> None:
    for name in COLLECTIONS:
        reply = both.get(f"/{name}?limit=1")
        assert reply.headers["X-Total-Count"] == str(len(expected[name]))


@pytest.mark.parametrize("query", ["", "&sort=familyName", "&sort=dateLastModified&orderBy=desc"])
def test_cursors_of_the_back_end_lead_through_both(
    stack: Stack, both: Client, expected: Roster, query: str
) -> None:
    token = minted(stack, both)
    found: list[str] = []
    after: str | None = ""
    while after is not None:
        reply = ask_backend(stack, token, f"/users?limit=30{query}{after}")
        found += [user["sourcedId"] for user in reply.json()["users"]]
        cursor = reply.headers.get("X-Next-After")
        after = f"&after={cursor}" if cursor else None
    assert sorted(found) == sorted(user["sourcedId"] for user in expected["users"])


def test_a_filter_applies_to_both(both: Client, expected: Roster) -> None:
    found = both.records("/users", params={"filter": DELETED})
    assert found == [user for user in expected["users"] if user["status"] == "tobedeleted"]


def test_two_schools_of_a_feed_show_what_either_shows(stack: Stack) -> None:
    two = stack.client("Two", (PRIMARY, SECONDARY))
    secondary = stack.client("Secondary", (SECONDARY,))
    for name in COLLECTIONS:
        seen = {record["sourcedId"] for record in two.records(f"/{name}")}
        either = {
            record["sourcedId"]
            for client in (stack.primary, secondary)
            for record in client.records(f"/{name}")
        }
        assert seen == either
