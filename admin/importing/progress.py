"""How an import tells how far it is."""

from __future__ import annotations

from typing import Protocol


class Progress(Protocol):
    """Told of each phase, of which `total` units are to be done (None: nobody knows), and of what
    is done."""

    def begin(self, phase: str, total: int | None) -> None: ...

    def advance(self, count: int) -> None: ...


class Silent:
    """Tells nobody."""

    def begin(self, phase: str, total: int | None) -> None:
        pass

    def advance(self, count: int) -> None:
        pass
