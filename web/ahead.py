"""A page on its way: where the next one starts is known before its records are here."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import CancelledError, Executor, Future
from contextlib import suppress
from dataclasses import dataclass
from typing import Generic, Protocol, TypeVar


class Ending(Protocol):
    """What tells where the page after it starts, None: nowhere."""

    @property
    def after(self) -> str | None: ...


PageT = TypeVar("PageT", bound=Ending)
Announce = Callable[["str | None"], None]


@dataclass(frozen=True)
class Coming(Generic[PageT]):
    """`after` is done when the page's headers are here, `page` when all of it is. A page that had
    to be asked for again may end elsewhere than was announced first: its own `after` counts."""

    after: Future[str | None]
    page: Future[PageT]

    def cancel(self) -> None:
        """Not to be fetched, if nobody has begun to."""
        self.page.cancel()


def order(pool: Executor, fetch: Callable[[Announce], PageT]) -> Coming[PageT]:
    """The page that `fetch` returns, fetched by a thread of `pool`; it is to announce where the
    next page starts as soon as it can. What it raises, both futures raise."""
    after: Future[str | None] = Future()

    def announce(cursor: str | None) -> None:
        if not after.done():
            after.set_result(cursor)

    page = pool.submit(fetch, announce)
    page.add_done_callback(lambda done: _settle(after, done))
    return Coming(after, page)


def _settle(after: Future[str | None], page: Future[PageT]) -> None:
    if after.done():
        return
    try:
        after.set_result(page.result().after)
    except (Exception, CancelledError) as error:
        with suppress(Exception):
            after.set_exception(error)
