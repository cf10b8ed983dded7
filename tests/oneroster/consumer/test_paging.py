"""What readers of pages rely on, and plain servers get wrong."""

from __future__ import annotations

import re
from itertools import pairwise
from urllib.parse import parse_qs, urlsplit

import pytest

from shared.oneroster import ServiceCall
from tests.oneroster.asking import COLLECTIONS, IMSX, ids, total
from tests.oneroster.calls import MANY, ONE, by_name, path_of
from tests.stack import Client

_LINK = re.compile(r'<(?P<url>http://[^<>, ]+)>; rel="(?P<rel>next|prev|first|last)"')


@pytest.mark.parametrize(
    ("limit", "given"), [(5000, 5000), (10_000, 10_000), (10_001, 10_000), (2**31 - 1, 10_000)]
)
def test_a_limit_is_honoured_up_to_ten_thousand_and_clamped_above(
    crowd: Client, limit: int, given: int
) -> None:
    reply = crowd.get(f"/enrollments?limit={limit}")
    assert total(reply) > 10_000
    assert len(ids(reply)) == int(reply.headers["X-Count"]) == given


@pytest.mark.parametrize("path", COLLECTIONS)
def test_a_page_past_the_end_is_an_empty_list(roster: Client, path: str) -> None:
    reply = roster.get(f"{path}?offset=100000&limit=5000")
    assert (reply.status_code, ids(reply)) == (200, [])
    assert total(reply) == total(roster.get(path))


@pytest.mark.parametrize("call", MANY, ids=by_name)
def test_the_total_is_exact_on_every_collection_and_counted_after_the_filter(
    roster: Client, call: ServiceCall
) -> None:
    path = path_of(call)
    every = roster.get(f"{path}?limit=10000")
    assert total(every) == int(every.headers["X-Count"]) == len(ids(every)) > 0
    page = roster.get(f"{path}?limit=1&offset={len(ids(every)) - 1}")
    assert (total(page), page.headers["X-Count"]) == (total(every), "1")
    others = roster.get(f"{path}?limit=1&filter=sourcedId!='{ids(every)[0]}'")
    assert total(others) == total(every) - 1


@pytest.mark.parametrize("call", ONE, ids=by_name)
def test_the_total_of_a_single_record_is_one(roster: Client, call: ServiceCall) -> None:
    assert total(roster.get(path_of(call))) == 1


def test_links_are_whole_addresses_that_keep_the_query_and_lead_to_the_last_page_and_no_further(
    roster: Client,
) -> None:
    query = "fields=sourcedId,familyName&filter=role!='student'&sort=familyName&orderBy=desc"
    asked = parse_qs(f"limit=90&{query}")
    found: list[str] = []
    rels: list[set[str]] = []
    url = f"{roster.base}/users?limit=90&{query}"
    while url:
        reply = roster.get(url.removeprefix(roster.base))
        found += ids(reply)
        assert len(found) <= total(reply)
        links = {}
        for link in reply.headers["Link"].split(", "):
            shown = _LINK.fullmatch(link)
            assert shown
            links[shown["rel"]] = shown["url"]
            assert shown["url"].startswith(f"{roster.base}/users?")
            assert {**asked, "offset": parse_qs(urlsplit(shown["url"]).query)["offset"]} == (
                parse_qs(urlsplit(shown["url"]).query)
            )
        rels.append(set(links))
        assert len(rels) < 9
        last, url = url, links.get("next", "")
        assert links["first"].endswith("offset=0")
    assert links["last"] == last
    assert rels[0] == {"next", "first", "last"}
    assert all(rel == {"next", "prev", "first", "last"} for rel in rels[1:-1])
    assert rels[-1] == {"prev", "first", "last"}
    assert found == ids(roster.get(f"/users?{query}&limit=10000"))


@pytest.mark.parametrize("order", ["asc", "desc"])
@pytest.mark.parametrize(
    ("path", "sort"),
    [
        ("/users", ""),
        *(("/users", one) for one in ("familyName", "role", "email", "enabledUser", "status")),
        ("/users", "dateLastModified"),
        ("/enrollments", ""),
        ("/enrollments", "role"),
        ("/enrollments", "class.sourcedId"),
        ("/results", "score"),
    ],
)
def test_the_order_is_total_and_stable_under_every_sort_and_without_one(
    roster: Client, path: str, sort: str, order: str
) -> None:
    query = f"sort={sort}&orderBy={order}&" if sort else ""
    every = ids(roster.get(f"{path}?{query}limit=10000"))
    assert len(set(every)) == len(every)
    places = range(0, len(every) + 1, max(1, len(every) // 4))
    for start, end in reversed(list(pairwise(places))):  # never after the page before
        page = roster.get(f"{path}?{query}limit={end - start}&offset={start}")
        assert ids(page) == every[start:end]


@pytest.mark.parametrize(
    "query",
    [
        *(f"limit={one}" for one in ("0", "-1", "abc", "1e3", str(2**64), "5&limit=5")),
        *(f"offset={one}" for one in ("-1", "abc", "1.5", str(2**64), "5&offset=6")),
    ],
)
def test_a_limit_or_an_offset_that_makes_no_sense_is_a_400(roster: Client, query: str) -> None:
    reply = roster.get(f"/users?{query}")
    assert (reply.status_code, set(reply.json())) == (400, IMSX)
    assert query.partition("=")[0] in reply.json()["imsx_description"]
