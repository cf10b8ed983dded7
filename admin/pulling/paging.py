"""Which page comes after a page: by Link where a provider sends it, else by offset."""

from __future__ import annotations

from collections.abc import Mapping

from admin.pulling.pages import Page

Query = dict[str, str]


def first_page(limit: int, since: str | None) -> Query:
    """The query of a collection's first page."""
    wanted = {"filter": f"dateLastModified>'{since}'"} if since else {}
    return {"limit": str(limit), "offset": "0", **wanted}


def following(query: Mapping[str, str], page: Page, arrived: int) -> Query | None:
    """The query of the page after `page`, which `query` got; `arrived` records are there by now.

    None after the last one. A short page is no sign of the end: many providers have a limit of
    their own. Of a Link only the query counts, since proxies spoil what comes before it, and what
    was asked for stays: some forget the filter.
    """
    if page.contents.count == 0:
        return None
    if page.next:
        linked = {**query, **page.next, **_kept(query, page.next)}
        return linked if linked != query else None
    ended = page.has_links if page.total is None else arrived >= page.total
    return None if ended else {**query, "offset": str(arrived)}


def _kept(query: Mapping[str, str], linked: Mapping[str, str]) -> Query:
    """What of our query stands, whatever a Link says."""
    names = ["filter"] if linked.get("limit", "").isdecimal() else ["filter", "limit"]
    return {name: query[name] for name in names if name in query}
