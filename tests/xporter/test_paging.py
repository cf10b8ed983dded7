"""Pages: the counts, the links between them, their order, and what lies past the end."""

from __future__ import annotations

import pytest
import requests
from requests.utils import parse_header_links

from tests.stack import Stack
from tests.xporter.asking import ACTIVE, COLLECTIONS, DELETED, Record, Roster

LARGEST = 2**31 - 1
NOT_NUMBERS = (
    "-1",
    "abc",
    "1e3",
    "1.0",
    "0x10",
    " 5",
    "5 ",
    "+5",
    "\u0665",
    "18446744073709551616",
    "1,2",
)


def links(reply: requests.Response) -> dict[str, str]:
    return {one["rel"]: one["url"] for one in parse_header_links(reply.headers["Link"])}


def walk(stack: Stack, target: str, rel: str = "next") -> list[list[Record]]:
    """The pages from `target` on, each found by the link of the page before."""
    pages: list[list[Record]] = []
    while target:
        reply = stack.trust.get(target)
        (page,) = reply.json().values()
        pages.append(page)
        target = links(reply).get(rel, "").removeprefix(stack.base)
    return pages


@pytest.mark.parametrize("limit", [1, 5, 12, 13])
def test_next_links_lead_through_all_records_once_and_in_order(
    stack: Stack, roster: Roster, limit: int
) -> None:
    pages = walk(stack, f"/orgs?limit={limit}")
    assert [record for page in pages for record in page] == roster["orgs"]
    assert all(pages)


@pytest.mark.parametrize(("name", "limit"), [("users", 100), ("enrollments", 400), ("classes", 60)])
def test_pages_together_are_the_unlimited_list(
    stack: Stack, roster: Roster, name: str, limit: int
) -> None:
    pages = walk(stack, f"/{name}?limit={limit}")
    assert {len(page) for page in pages[:-1]} == {limit}
    assert [record for page in pages for record in page] == roster[name]


def test_previous_links_lead_back_to_the_first_record(stack: Stack, roster: Roster) -> None:
    pages = walk(stack, "/users?limit=100&offset=600", "prev")
    assert [record for page in reversed(pages) for record in page] == roster["users"]


def test_first_and_last_lead_to_the_first_and_the_last_page(stack: Stack, roster: Roster) -> None:
    found = links(stack.trust.get("/users?limit=100&offset=300"))
    pages = {rel: stack.trust.records(found[rel].removeprefix(stack.base)) for rel in found}
    assert pages["first"] == roster["users"][:100]
    assert pages["last"] == roster["users"][600:]


@pytest.mark.parametrize("query", ["", "?limit=1000", "?limit=37&offset=600", "?offset=1"])
def test_there_is_no_next_link_on_the_last_page(stack: Stack, query: str) -> None:
    assert "next" not in links(stack.trust.get(f"/users{query}"))


def test_links_keep_the_filter_and_have_no_comma_or_quote(stack: Stack, roster: Roster) -> None:
    target = "/classes?filter=status='active'&sort=title&fields=a,b&limit=50"
    url = links(stack.trust.get(target))["next"]
    assert not set("',\" ") & set(url)
    assert "fields=a%2Cb" in url
    active = [record for record in roster["classes"] if record["status"] == "active"]
    assert [record for page in walk(stack, target) for record in page] == active


@pytest.mark.parametrize(
    "query", ["", "?limit=1", "?limit=0", "?limit=3&offset=2", "?offset=99999"]
)
@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_total_counts_all_records_on_every_page(
    stack: Stack, roster: Roster, name: str, query: str
) -> None:
    reply = stack.trust.get(f"/{name}{query}")
    assert reply.headers["X-Total-Count"] == str(len(roster[name]))
    assert "Link" in reply.headers


@pytest.mark.parametrize("name", ["users", "classes"])
@pytest.mark.parametrize("text", [ACTIVE, DELETED])
def test_the_total_is_counted_after_the_filter(
    stack: Stack, roster: Roster, name: str, text: str
) -> None:
    reply = stack.trust.get(f"/{name}", params={"filter": text, "limit": "1"})
    found = [record for record in roster[name] if record["status"] in text]
    assert reply.headers["X-Total-Count"] == str(len(found))
    assert reply.json()[name] == found[:1]


def test_a_filter_that_finds_nothing_is_an_empty_list(stack: Stack) -> None:
    reply = stack.trust.get("/orgs", params={"filter": DELETED})
    assert (reply.json(), reply.headers["X-Total-Count"]) == ({"orgs": []}, "0")


def test_the_stub_counts_nothing(stack: Stack) -> None:
    assert stack.trust.get("/courses").headers["X-Total-Count"] == "0"


@pytest.mark.parametrize("offset", ["637", "638", "100000", str(LARGEST)])
@pytest.mark.parametrize("limit", ["", "&limit=10"])
def test_a_page_past_the_end_is_an_empty_list(stack: Stack, offset: str, limit: str) -> None:
    reply = stack.trust.get(f"/users?offset={offset}{limit}")
    assert (reply.status_code, reply.json()) == (200, {"users": []})
    assert "next" not in links(reply)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_limit_0_is_an_empty_list(stack: Stack, name: str) -> None:
    reply = stack.trust.get(f"/{name}?limit=0")
    assert (reply.status_code, reply.json()) == (200, {name: []})


@pytest.mark.parametrize("limit", ["637", "638", "5000", "10000", "10001", str(LARGEST), "00637"])
def test_a_limit_that_reaches_the_end_gives_all(stack: Stack, roster: Roster, limit: str) -> None:
    assert stack.trust.records(f"/users?limit={limit}") == roster["users"]


@pytest.mark.parametrize("value", NOT_NUMBERS)
@pytest.mark.parametrize("name", ["limit", "offset"])
def test_what_is_no_whole_number_is_refused_by_name(stack: Stack, name: str, value: str) -> None:
    reply = stack.trust.get("/users", params={name: value})
    assert reply.status_code == 400
    assert reply.headers["Content-Type"].startswith("text/plain")
    assert name in reply.text


@pytest.mark.parametrize("query", ["limit=5&limit=6", "offset=1&offset=1", "limit=5&limit=x"])
def test_a_repeated_parameter_is_refused(stack: Stack, query: str) -> None:
    assert stack.trust.get(f"/users?{query}").status_code == 400


@pytest.mark.parametrize(
    "query", ["", "limit=", "offset=", "&&", "_=123", "limit%20=5", "filter=", "Limit=5", "x"]
)
def test_unknown_and_empty_parameters_are_ignored(stack: Stack, roster: Roster, query: str) -> None:
    assert stack.trust.records(f"/orgs?{query}") == roster["orgs"]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_the_order_is_total_and_the_same_every_time(
    stack: Stack, roster: Roster, name: str
) -> None:
    ids = [record["sourcedId"] for record in roster[name]]
    assert len(set(ids)) == len(ids)
    assert stack.trust.records(f"/{name}") == roster[name]
