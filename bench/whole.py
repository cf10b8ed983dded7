"""Reads one reply to its end as fast as it comes, and tells when its first and last byte came.

    python -m bench.whole

An order on stdin, of which the first measured target is read, and a Reading on stdout. What came is
taken apart afterwards, so that the time is the server's and not the reader's.
"""

from __future__ import annotations

import io
import socket
import sys
import time
from http.client import HTTPResponse
from typing import cast

from bench.authorize import authorize
from bench.load import WrongReply, count_records
from bench.orders import Order, Reading

CHUNK = 1024 * 1024


def main() -> None:
    print(read_whole(Order.from_json(sys.stdin.readline())).to_json(), flush=True)


def read_whole(order: Order) -> Reading:
    """Read the reply to the first measured target. Raises WrongReply unless it is a complete 200
    with the number of records that the order says."""
    chunks, first_byte, seconds = _receive(order)
    reply = HTTPResponse(cast("socket.socket", _Recorded(b"".join(chunks))))
    reply.begin()
    body = reply.read()  # IncompleteRead when the reply was broken off
    records = count_records(body) if reply.status == 200 else 0
    if records != order.records:
        raise WrongReply(f"{reply.status}, {records} records instead of {order.records}")
    return Reading(seconds, first_byte, records, len(body))


def _receive(order: Order) -> tuple[list[bytes], float, float]:
    """What came, and the seconds to the body's first byte and to the end."""
    chunks: list[bytes] = []
    first_byte = 0.0
    with socket.create_connection(("127.0.0.1", order.port), timeout=120) as connection:
        started = time.perf_counter()
        connection.sendall(_request(order))
        while chunk := connection.recv(CHUNK):
            chunks.append(chunk)
            if not first_byte and _has_body(chunks):
                first_byte = time.perf_counter() - started
        return chunks, first_byte, time.perf_counter() - started


def _has_body(chunks: list[bytes]) -> bool:
    return b"".join(chunks).partition(b"\r\n\r\n")[2] != b""


def _request(order: Order) -> bytes:
    target = order.measured[0]
    lines = (
        f"GET {target} HTTP/1.1",
        "Host: localhost",
        f"Authorization: {authorize(*order.shown)('GET', target)}",
        "Connection: close",
        "",
        "",
    )
    return "\r\n".join(lines).encode("ascii")


class _Recorded:
    """Stands in for the socket that HTTPResponse wants to read from."""

    def __init__(self, data: bytes) -> None:
        self._data = data

    def makefile(self, mode: str) -> io.BytesIO:
        return io.BytesIO(self._data)


if __name__ == "__main__":
    main()
