"""Slows those down who guess credentials: per client id and per address, over all instances.

What is counted is kept in the database, in a fixed number of slots; which one belongs to a client
id or an address is a keyed hash, so that nobody can aim at another's slot.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from ipaddress import ip_address, ip_network
from typing import Any

from functions.keys import Keys
from functions.token_request import InvalidClient
from shared.errors import TooManyRequests

SLOTS = 65_536  # of each of the three kinds
_SUBSCRIBER = 64  # bits of an IPv6 address that one subscriber's addresses share

Call = Callable[[str, Sequence[Any]], list[Any]]


class Guesses:
    """Counts through `call(procedure, arguments) -> rows`; after `free` failures a client id has to
    wait, an address after four times as many; 0: nobody ever has to."""

    def __init__(self, call: Call, keys: Keys, free: int) -> None:
        self._call = call
        self._key = keys.peppers[0][:64]
        self._free = free

    @contextmanager
    def watching(self, client_id: str, address: str) -> Iterator[None]:
        """Around a look at credentials: InvalidClient inside means that they were wrong. `address`
        is an IP address, or anything. Raises TooManyRequests, instead of looking, when the client
        or the address has to wait."""
        if not self._free:
            yield
            return
        place = _subscriber(address)
        slots = [self._slot(0, client_id), self._slot(1, place)]
        slots.append(self._slot(2, f"{client_id}\n{place}"))
        self._admit(slots)
        try:
            yield
        except InvalidClient:
            self._note(slots, right=False)
            raise
        self._note(slots, right=True)

    def _admit(self, slots: list[int]) -> None:
        seconds = int(self._call("gcidm.get_guessWait", [*slots, self._free])[0][0])
        if seconds:
            raise TooManyRequests(
                f"Too many wrong credentials; ask again in {seconds} seconds",
                {"Retry-After": str(seconds)},
            )

    def _note(self, slots: list[int], *, right: bool) -> None:
        self._call("gcidm.save_guess", [*slots, right])

    def _slot(self, kind: int, text: str) -> int:
        digest = hashlib.blake2b(text.encode(), key=self._key, digest_size=4).digest()
        return kind * SLOTS + int.from_bytes(digest) % SLOTS


def _subscriber(address: str) -> str:
    try:
        found = ip_address(address.strip())
    except ValueError:
        return ""
    if found.version == 4:
        return str(found)
    return str(ip_network((found, _SUBSCRIBER), strict=False).network_address)
