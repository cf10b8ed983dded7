"""How much a relying party may ask for: a limit of requests a minute, over all instances together.

What is left of it is in the database, as a bucket that fills up at the limit's rate. An instance
takes permits out of it in blocks and counts those down by itself, so that a read costs no call.
"""

from __future__ import annotations

import math
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from threading import Lock
from typing import Any

from shared.errors import TooManyRequests

BLOCK = 100

Call = Callable[[str, Sequence[Any]], list[Any]]


@dataclass(frozen=True, slots=True)
class Standing:
    """How a relying party stands: of `limit` requests a minute `remaining` are left, and in `reset`
    seconds there are all of them again."""

    limit: int
    remaining: int
    reset: int

    def headers(self) -> dict[str, str]:
        return {
            "RateLimit-Limit": str(self.limit),
            "RateLimit-Remaining": str(self.remaining),
            "RateLimit-Reset": str(self.reset),
        }


@dataclass
class _Block:
    """The permits that this instance holds of one relying party. Until `again` (seconds of the
    clock) the database has none."""

    lock: Lock = field(default_factory=Lock)
    held: int = 0
    limit: int = 0
    elsewhere: int = 0
    again: float = 0.0

    def standing(self) -> Standing:
        remaining = min(self.limit, self.held + self.elsewhere)
        return Standing(
            self.limit, remaining, math.ceil((self.limit - remaining) * 60 / self.limit)
        )


class Permits:
    """Takes permits through `call(procedure, arguments) -> rows`; `per_minute` is the limit of who
    has none of his own, 0: nobody has a limit."""

    def __init__(
        self, call: Call, per_minute: int, clock: Callable[[], float] = time.monotonic
    ) -> None:
        self._call = call
        self._per_minute = per_minute
        self._clock = clock
        self._blocks: dict[int, _Block] = {}  # as many as there are relying parties

    def take(self, relying_party_id: int, *, running: bool = False) -> Standing | None:
        """Uses up a permit. Raises TooManyRequests when there is none, except for what is `running`
        already: a reply that has begun is counted and never broken off."""
        if not self._per_minute:
            return None
        block = self._blocks.setdefault(relying_party_id, _Block())
        with block.lock:
            if not block.held and self._clock() >= block.again:
                self._fill(block, relying_party_id)
            if block.held:
                block.held -= 1
            elif not running:
                raise self._refusal(block)
            return block.standing()

    def give_back(self, relying_party_id: int) -> Standing | None:
        """Undoes a `take` that turned out to be for nothing."""
        if not self._per_minute:
            return None
        block = self._blocks[relying_party_id]
        with block.lock:
            block.held += 1
            return block.standing()

    def _fill(self, block: _Block, relying_party_id: int) -> None:
        rows = self._call("gcidm.take_permits", [relying_party_id, self._per_minute, BLOCK])
        block.held, block.limit, block.elsewhere = (
            rows[0].granted,
            rows[0].perminute,
            rows[0].remaining,
        )
        block.again = self._clock() + rows[0].seconds

    def _refusal(self, block: _Block) -> TooManyRequests:
        seconds = max(1, math.ceil(block.again - self._clock()))
        return TooManyRequests(
            f"At most {block.limit} requests a minute are answered; ask again in {seconds} seconds",
            {**block.standing().headers(), "Retry-After": str(seconds)},
        )
