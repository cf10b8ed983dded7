"""Collections from the back-end: page by page, joined into one reply while it is being sent."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from concurrent.futures import Executor
from dataclasses import dataclass, field

from shared.errors import OneRosterError
from web.ahead import Ahead, Ending, Place
from web.backend import Announce, Backend, Reply
from web.errors import BackendFailed, BrokenReply
from web.query import Params, Window, encoded
from web.refusals import refusal
from web.replies import NOT_MODIFIED

_CURSOR = re.compile(r"[A-Za-z0-9_-]+")
_CLOSING = b"]}"


@dataclass(frozen=True)
class Page:
    """`body` is the back-end's whole JSON text; `total` counts the matching records over all pages,
    on the first page only; `after` is the cursor of the next page, None on the last; `headers` are
    the back-end's. `unchanged`: the caller has it already, and it has no body."""

    body: bytes
    total: int
    after: str | None
    headers: Mapping[str, str] = field(default_factory=dict)
    unchanged: bool = False

    @property
    def ending(self) -> Ending:
        return _ending(self.headers)


@dataclass(frozen=True)
class Reading:
    """One caller's read of one collection. `path` is percent-encoded, `plural` the list's key;
    `headers` go with each page, `conditions` with the first, of which alone the caller can know
    something; `reshape` makes each page's JSON text that of the profile, None: as it is."""

    backend: Backend
    path: str
    plural: str
    headers: Mapping[str, str]
    params: Params
    page_size: int
    reshape: Callable[[bytes], bytes] | None = None
    conditions: Mapping[str, str] = field(default_factory=dict)

    @property
    def opening(self) -> bytes:
        return b'{"%s":[' % self.plural.encode()

    def first(self, window: Window) -> Page:
        """The first page of the window; at least one record is asked for, for the total's sake.

        Raises Refused, Unauthorized, BackendFailed.
        """
        start = (("offset", str(window.offset)),)
        view = {"X-View": "all" if window.limit is None else str(window.limit)}
        headers = {**self.headers, **self.conditions, **view}
        return self._page(self._size(window.limit), start, headers, total="unknown")

    def stream(self, first: Page, limit: int | None, pool: Executor) -> Iterator[bytes]:
        """The reply's pieces: `first` and the pages after it, up to `limit` records. Raises
        BrokenReply when a page cannot be had."""
        lead = self.opening
        for records in self.pages(first, pool, limit):
            if records:
                yield from (lead, records)  # apart: together would be a copy of the page
                lead = b","
        yield _CLOSING if lead == b"," else lead + _CLOSING

    def pages(self, first: Page, pool: Executor, limit: int | None = None) -> Iterator[bytes]:
        """The records of all pages up to `limit`, those of each joined by commas; fails as `stream`
        does. While a page is being sent at most two more are held."""
        size, expected = self.page_size, first.total - self.page_size
        ahead = Ahead(pool, self._further, first.ending, _less(limit, size), expected, size)
        try:
            yield self._records(first)
            del first
            yield from map(self._records, ahead)
        except OneRosterError as error:
            raise self.broken(error) from None
        finally:
            ahead.forget()

    def _further(self, place: Place, announce: Callable[[Ending], None]) -> Page:
        skipped = (("offset", str(place.skip)),) if place.skip else ()
        start = (("after", place.after), *skipped)
        return self._page(
            place.limit, start, self.headers, "0", lambda headers: announce(_ending(headers))
        )

    def _records(self, page: Page) -> bytes:
        return page.body[len(self.opening) : -len(_CLOSING)]

    def broken(self, error: OneRosterError) -> BrokenReply:
        """What ends a reply of which a part is sent. The server logs it with its trace; addresses
        in the cause are none of the log's."""
        request_id, reason = self.headers["X-Request-Id"], type(error).__name__
        return BrokenReply(f"requestId={request_id} a page is missing: {reason}", error)

    def _size(self, limit: int | None) -> int:
        return self.page_size if limit is None else max(1, min(limit, self.page_size))

    def _page(
        self,
        size: int,
        start: Params,
        headers: Mapping[str, str],
        total: str,
        announce: Announce | None = None,
    ) -> Page:
        # `total` is what counts when the back-end tells none, as on the pages after a cursor.
        target = f"{self.path}?{encoded((*self.params, ('limit', str(size)), *start))}"
        return self.backend.insist(
            lambda: self._read(self.backend.get(target, headers, announce), total),
            self.headers["X-Request-Id"],
        )

    def _read(self, reply: Reply, total: str) -> Page:
        if reply.status == NOT_MODIFIED:
            return Page(b"", total=0, after=None, headers=reply.headers, unchanged=True)
        if reply.status != 200:
            raise refusal(reply)
        total = reply.headers.get("X-Total-Count", total)
        after = reply.headers.get("X-Next-After")
        if not (reply.body.startswith(self.opening) and reply.body.endswith(_CLOSING)):
            raise BackendFailed("a body that is no page from the back-end")
        if not (total.isdecimal() and (after is None or _CURSOR.fullmatch(after))):
            raise BackendFailed("unreadable paging headers from the back-end")
        body = self.reshape(reply.body) if self.reshape else reply.body
        return Page(body, int(total), after, reply.headers)


def _ending(headers: Mapping[str, str]) -> Ending:
    return Ending(headers.get("X-Next-After"), headers.get("X-Data-Revision", ""))


def _less(limit: int | None, size: int) -> int | None:
    return None if limit is None else max(0, limit - size)
