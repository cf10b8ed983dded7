"""Fetches the pages of a long read ahead of their being sent, two at a time.

Where a page ends is known when its headers are here; so the page after it is asked for before its
records have come. The one after that is asked for at the same time, as so many records further on.
That is right as long as the data stays the same, which the revision tells; else it is asked for
again, from where the page before it really ended.
"""

from __future__ import annotations

from collections import deque
from collections.abc import Callable, Iterator
from concurrent.futures import CancelledError, Executor, Future
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar

AT_ONCE = 2


@dataclass(frozen=True)
class Ending:
    """Where the page after this one starts, None: there is none; and the revision of the data that
    the page shows, empty when it is not known."""

    after: str | None
    revision: str


class Ended(Protocol):
    """A page."""

    @property
    def ending(self) -> Ending: ...


@dataclass(frozen=True)
class Place:
    """`limit` records, of those after the cursor `after` without the first `skip`."""

    after: str
    skip: int
    limit: int


PageT = TypeVar("PageT", bound=Ended)
Announce = Callable[[Ending], None]
Fetch = Callable[[Place, Announce], PageT]


@dataclass(frozen=True)
class _Coming(Generic[PageT]):
    """`ending` is there before `page`. A page that had to be asked for again may end elsewhere than
    was announced first: its own ending counts."""

    place: Place
    ending: Future[Ending]
    page: Future[PageT]

    def follows(self, ending: Ending, before: Ending) -> bool:
        """Whether a page with that `ending` is the one after the page that ended `before`."""
        known = ending.revision and ending.revision == before.revision
        return self.place.skip == 0 or bool(known)


class Ahead(Generic[PageT]):
    """The pages after one that has the ending `first`, up to `left` records, None: all; so many are
    `expected`, which only settles how far ahead is asked.

    `fetch` gets a page; it runs in a thread of `pool` and announces the page's ending as soon as it
    can. What it raises, the iteration raises.
    """

    def __init__(
        self,
        pool: Executor,
        fetch: Fetch[PageT],
        first: Ending,
        left: int | None,
        expected: int,
        size: int,
    ) -> None:
        self._pool, self._fetch, self._size = pool, fetch, size
        self._expected = expected
        self._coming: deque[_Coming[PageT]] = deque()
        self._ending, self._left = first, left
        self._more()

    def __iter__(self) -> Iterator[PageT]:
        while self._more():
            yield from self._next()

    def forget(self) -> None:
        """Drops what was ordered; to be called at the end, whatever it was."""
        while self._coming:
            self._coming.popleft().page.cancel()

    def _next(self) -> Iterator[PageT]:
        """The next page, or nothing when it was not the next one after all."""
        before, left = self._ending, self._left
        coming = self._coming.popleft()
        announced = coming.ending.result()
        if coming.follows(announced, before):
            self._move_on(announced)
        page = coming.page.result()
        if page.ending != self._ending:
            self.forget()
            self._ending, self._left = before, left
            if not coming.follows(page.ending, before):
                return
            self._move_on(page.ending)
        yield page

    def _move_on(self, ending: Ending) -> None:
        self._ending = ending
        self._left = None if self._left is None else max(0, self._left - self._size)
        self._expected -= self._size
        self._more()

    def _more(self) -> bool:
        """Orders what is to be ordered; whether a page is coming."""
        while self._ending.after and len(self._coming) < AT_ONCE:
            skip = len(self._coming) * self._size
            limit = self._size if self._left is None else min(self._size, self._left - skip)
            if limit <= 0 or skip >= max(1, self._expected):
                break
            self._coming.append(self._order(Place(self._ending.after, skip, limit)))
        return bool(self._coming)

    def _order(self, place: Place) -> _Coming[PageT]:
        ending: Future[Ending] = Future()

        def announce(known: Ending) -> None:
            if not ending.done():
                ending.set_result(known)

        page = self._pool.submit(self._fetch, place, announce)
        page.add_done_callback(lambda done: _settle(ending, done))
        return _Coming(place, ending, page)


def _settle(ending: Future[Ending], page: Future[PageT]) -> None:
    if ending.done():
        return
    try:
        ending.set_result(page.result().ending)
    except (Exception, CancelledError) as error:
        ending.set_exception(error)
