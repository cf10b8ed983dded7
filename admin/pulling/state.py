"""How far a pull is: what is written down after each page, so that another run can go on."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import asdict, dataclass, field
from datetime import datetime
from typing import Any

from admin.pulling.pages import Page


@dataclass
class Collection:
    """A collection of a pull. `since` asks for what changed after that instant, None for all there
    is. `next` is the query of the page to come, None after the last one. `total` is what the
    provider says of the records, `active` of those that are active; `revision` is its
    X-Data-Revision, `newest` the greatest dateLastModified, as ISO 8601. `refused` is why it is not
    served."""

    kind: str
    since: str | None = None
    pages: int = 0
    records: int = 0
    next: dict[str, str] | None = field(default_factory=dict)
    total: int | None = None
    active: int | None = None
    revision: str | None = None
    newest: str | None = None
    refused: str = ""

    @property
    def is_done(self) -> bool:
        return self.next is None

    def restart(self) -> None:
        """Begins anew: what was pulled does not belong together."""
        fresh = Collection(self.kind, self.since)
        self.__dict__.update(fresh.__dict__)

    def add(self, page: Page) -> None:
        """Takes a page that was saved under the next file's name."""
        newest = page.contents.newest
        self.pages += 1
        self.records += page.contents.count
        self.total, self.revision = page.total, page.revision
        if newest and (self.newest is None or newest > datetime.fromisoformat(self.newest)):
            self.newest = newest.isoformat()

    def files(self) -> tuple[str, ...]:
        """The names of its pages."""
        return tuple(f"{self.kind}-{number:06}.json" for number in range(1, self.pages + 1))

    def next_file(self) -> str:
        return f"{self.kind}-{self.pages + 1:06}.json"


@dataclass
class State:
    """A pull into `feed`. `source` tells from where and as whom, `begun` when by our clock, `clock`
    when by the provider's."""

    feed: str
    source: str
    begun: datetime
    collections: list[Collection]
    clock: datetime | None = None

    def served(self) -> list[Collection]:
        """Those that the provider has for us."""
        return [one for one in self.collections if not one.refused]

    def moved_on(self) -> list[Collection]:
        """Those that were pulled at another revision of the data than the last one."""
        served = self.served()
        return [one for one in served if one.revision != served[-1].revision]

    def as_json(self) -> dict[str, Any]:
        clock = self.clock.isoformat() if self.clock else None
        return asdict(self) | {"begun": self.begun.isoformat(), "clock": clock}


def read_state(shown: dict[str, Any]) -> State:
    """What `as_json` made. Raises KeyError, TypeError or ValueError when it is none."""
    clock = shown["clock"]
    return State(
        str(shown["feed"]),
        str(shown["source"]),
        datetime.fromisoformat(shown["begun"]),
        list(_collections(shown["collections"])),
        datetime.fromisoformat(clock) if clock else None,
    )


def _collections(shown: list[dict[str, Any]]) -> Iterable[Collection]:
    return (Collection(**one) for one in shown)
