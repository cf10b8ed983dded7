"""What is wanted of a pull, and which of it has to be had in full."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta

from admin.pulling.state import Collection, State
from admin.pulling.watermarks import Watermark
from functions.documents import instant

# A pull that broke off longer ago is no more gone on with.
KEPT = timedelta(hours=24)


@dataclass(frozen=True)
class Order:
    """A pull of `kinds` into `feed`. `source` tells from where and as whom. Everything is wanted of
    the kinds that were not pulled in full for as long as `full_every`, and if it `is_full` of all.
    `is_fresh`: what an earlier run left is not wanted."""

    feed: str
    source: str
    kinds: tuple[str, ...]
    full_every: timedelta = timedelta(days=7)
    is_full: bool = False
    is_fresh: bool = False
    has_totals: bool = True

    def begin(self, known: Mapping[str, Watermark], now: datetime) -> State:
        """A pull that begins `now`, by what is known of the ones before."""
        collections = [Collection(kind, self._since(known.get(kind), now)) for kind in self.kinds]
        return State(self.feed, self.source, now, collections)

    def goes_on(self, state: State | None, known: Mapping[str, Watermark], now: datetime) -> bool:
        """Whether this is what an earlier run began not long ago, and what it asked for still has
        to be asked for."""
        return (
            state is not None
            and not self.is_fresh
            and (state.feed, state.source) == (self.feed, self.source)
            and tuple(one.kind for one in state.collections) == self.kinds
            and timedelta(0) <= now - state.begun <= KEPT
            and all(self._may_ask(one, known, now) for one in state.collections)
        )

    def _may_ask(self, one: Collection, known: Mapping[str, Watermark], now: datetime) -> bool:
        return one.since is None or one.since == self._since(known.get(one.kind), now)

    def _since(self, known: Watermark | None, now: datetime) -> str | None:
        if self.is_full or known is None or known.source != self.source:
            return None
        return instant(known.since) if now - known.fullAt < self.full_every else None
