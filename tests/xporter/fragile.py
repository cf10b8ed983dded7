"""An Xporter over a database server of its own, to be broken and mended; and those who read on."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field

import requests

from local.tiers import functions_ready
from tests.databases import Login
from tests.stack import Stack
from tests.xporter.asking import Record, bearer
from tests.xporter.outage import Breakable

# Small pages make long reads, and short pauses quick failures.
PAGE_SIZE = 40
SETTINGS = {"XPORTER_PAGE_SIZE": str(PAGE_SIZE), "XPORTER_RETRY_PAUSE": "0.05"}


@dataclass(frozen=True)
class Fragile:
    """A running Xporter and the server under it. `login` is the back-end's, `token` is one of the
    relying party `trust`."""

    stack: Stack
    outage: Breakable
    login: Login
    token: str

    def get(self, path: str, *, stream: bool = False, encoding: str = "gzip") -> requests.Response:
        """One request on a connection of its own."""
        headers = {**bearer(self.token), "Accept-Encoding": encoding}
        return requests.get(self.stack.base + path, headers=headers, timeout=60, stream=stream)

    def is_well(self) -> bool:
        try:
            return self.get("/orgs").status_code == 200
        except requests.ConnectionError:
            return False

    @contextmanager
    def without_backend(self) -> Iterator[None]:
        """The functions tier is gone inside, and back afterwards."""
        self.stack.functions.kill()
        try:
            yield
        finally:
            self.restart_backend()

    def restart_backend(self) -> None:
        self.stack.functions.start()
        self.stack.functions.wait_until(lambda: functions_ready(self.stack.ports))


@dataclass
class Readers:
    """Threads that read an address again and again; a context manager, whose end stops them.

    `complete` holds the list of each well-formed reply, `refused` the text of each 400, `odd` what
    neither is; `broken` counts transfers that broke off.
    """

    fragile: Fragile
    path: str
    threads: int = 3
    complete: list[list[Record]] = field(default_factory=list)
    refused: list[str] = field(default_factory=list)
    odd: list[str] = field(default_factory=list)
    broken: int = 0
    _stop: threading.Event = field(default_factory=threading.Event)
    _running: list[threading.Thread] = field(default_factory=list)

    def __enter__(self) -> Readers:
        self._running = [threading.Thread(target=self._read_on) for _ in range(self.threads)]
        for thread in self._running:
            thread.start()
        return self

    def __exit__(self, *error: object) -> None:
        self._stop.set()
        for thread in self._running:
            thread.join()

    def _read_on(self) -> None:
        while not self._stop.is_set():
            try:
                self._sort_in(self.fragile.get(self.path))
            except (requests.ConnectionError, requests.exceptions.ChunkedEncodingError):
                self.broken += 1
            except Exception as error:
                self.odd.append(repr(error))

    def _sort_in(self, reply: requests.Response) -> None:
        if reply.status_code == 200:
            (records,) = reply.json().values()
            self.complete.append(records)
        elif reply.status_code == 400 and reply.headers["Content-Type"].startswith("text/plain"):
            self.refused.append(reply.text)
        else:
            self.odd.append(f"{reply.status_code} {reply.text}")
