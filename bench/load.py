"""Makes requests over keep-alive connections, in a process of its own so that its CPU time is not
counted: an order on stdin, "ready" on stdout, "go" on stdin, "done" on stdout.

    python -m bench.load
"""

from __future__ import annotations

import json
import sys
from collections.abc import Iterable, Iterator
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from itertools import cycle

from bench.authorize import authorize
from bench.orders import ID, Order


class WrongReply(Exception):
    """A reply that makes the measurement worthless; the text holds its beginning."""


def main() -> None:
    """Serves one order; a wrong reply ends it with a traceback and a status other than 0."""
    order = Order.from_json(sys.stdin.readline())
    ids = cycle(order.ids)
    clients = [Client(order, ids) for _ in range(order.connections)]
    with ThreadPoolExecutor(order.connections) as threads:
        list(threads.map(lambda client: client.get_all(order.before), clients))
        print("ready", flush=True)
        sys.stdin.readline()
        list(threads.map(lambda client: client.get_all(order.measured), clients))
        print("done", flush=True)
    for client in clients:
        client.check_records()


class Client:
    """One connection that stays open, and the last reply that came over it."""

    def __init__(self, order: Order, ids: Iterator[str]) -> None:
        self._connection = HTTPConnection("127.0.0.1", order.port, timeout=60)
        self._base = f"http://127.0.0.1:{order.port}"
        self._method = order.method
        self._authorize = authorize(*order.shown)
        self._ids = ids
        self._records = order.records
        self._last = b""

    def get_all(self, targets: Iterable[str]) -> None:
        """One request after the other. Raises WrongReply for anything but a 200."""
        for target in targets:
            path = target.replace(ID, next(self._ids)) if ID in target else target
            headers = {"Authorization": self._authorize(self._method, self._base + path)}
            self._connection.request(self._method, path, headers=headers)
            reply = self._connection.getresponse()
            self._last = reply.read()
            if reply.status != 200:
                raise WrongReply(f"{path}: {reply.status} {self._last[:200]!r}")

    def check_records(self) -> None:
        """Raises WrongReply when the last reply has not as many records as the order says."""
        found = count_records(self._last)
        if found != self._records:
            raise WrongReply(f"{found} records instead of {self._records}: {self._last[:200]!r}")


def count_records(body: bytes) -> int:
    """How many records a reply holds under its first key: 1 for a single record, or a token."""
    value = next(iter(json.loads(body).values()))
    return len(value) if isinstance(value, list) else 1


if __name__ == "__main__":
    main()
