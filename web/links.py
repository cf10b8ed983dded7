"""The `Link` header of a page (RFC 8288; OneRoster 1.1, section 3.4.1)."""

from __future__ import annotations

from web.query import Params, Window, encoded

# What the caller sent beside limit and offset is repeated in up to four links. Readers give up on
# header lines above 8 to 64 KB, so a longer query is repeated without what has no effect.
LONGEST_REPEATED_QUERY = 1000


def link_header(url: str, params: Params, forwarded: Params, window: Window, total: int) -> str:
    """Links to the first, the last and, where they exist, the previous and the next page.

    `url` is absolute and without a query. `next` of each page leads to `last`: the pages are
    counted from the offset that the caller chose.
    """
    others = tuple(param for param in params if param[0] not in ("limit", "offset"))
    query = encoded(others)
    if len(query) > LONGEST_REPEATED_QUERY:
        query = encoded(forwarded)
    links = (
        f'<{_page_url(url, query, window.limit, offset)}>; rel="{rel}"'
        for rel, offset in _offsets(window, total)
    )
    return ", ".join(links)


def _offsets(window: Window, total: int) -> list[tuple[str, int | None]]:
    limit, offset = window.limit, window.offset
    if not limit:
        return [("first", None), ("last", None)]
    phase = offset % limit
    last = max(0, phase + (total - 1 - phase) // limit * limit)
    found: list[tuple[str, int | None]] = []
    if offset + limit < total:
        found.append(("next", offset + limit))
    if offset > 0:
        found.append(("prev", max(0, offset - limit) if offset < total else last))
    return [*found, ("first", 0), ("last", last)]


def _page_url(url: str, query: str, limit: int | None, offset: int | None) -> str:
    window = (("limit", limit), ("offset", offset))
    parts = [query] if query else []
    parts += [f"{name}={number}" for name, number in window if number is not None]
    return "?".join((url, "&".join(parts))) if parts else url
