"""The processes that make the requests, against a server that keeps a list of them."""

from __future__ import annotations

import json
import os
import threading
from collections import Counter
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

import pytest

from bench import cpu
from bench.drive import LoadFailed, cpu_per_request, read_whole
from bench.orders import Order

pytestmark = pytest.mark.skipif(
    not cpu.PROC.exists(), reason="only Linux has the /proc that bench/cpu.py reads"
)
USERS = json.dumps({"users": [{"sourcedId": str(number)} for number in range(5)]}).encode()


class Server(ThreadingHTTPServer):
    """Remembers (connection, path, Authorization) of each request."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[Any, str, str | None]] = []

    @property
    def paths(self) -> Counter[str]:
        return Counter(path for _, path, _ in self.seen)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append((self.client_address, self.path, self.headers["Authorization"]))
        status = 400 if self.path == "/bad" else 200
        self.send_response(status)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for half in (USERS[:9], USERS[9:]):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(half), half))
        if self.path == "/broken":
            self.close_connection = True
        else:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments: Any) -> None:
        pass


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as made:
        thread = threading.Thread(target=made.serve_forever, args=(0.02,))
        thread.start()
        yield made
        made.shutdown()
        thread.join()


def order(server: Server, *measured: str, records: int = 5, connections: int = 3) -> Order:
    port = server.server_address[1]
    return Order(port, "secret", ("/before",), measured, records, connections)


def test_each_connection_asks_for_everything_and_stays_open(server: Server) -> None:
    cpu_per_request(order(server, "/a", "/b", "/b"), {"us": os.getpid()})
    assert server.paths == {"/before": 3, "/a": 3, "/b": 6}
    connections = Counter(connection for connection, _, _ in server.seen)
    assert list(connections.values()) == [4, 4, 4]


def test_what_comes_before_is_over_before_anything_is_measured(server: Server) -> None:
    cpu_per_request(order(server, "/a"), {"us": os.getpid()})
    assert [path for _, path, _ in server.seen] == ["/before"] * 3 + ["/a"] * 3


def test_the_token_is_sent_with_every_request(server: Server) -> None:
    cpu_per_request(order(server, "/a"), {"us": os.getpid()})
    assert {sent for _, _, sent in server.seen} == {"Bearer secret"}


def test_the_figure_is_what_the_given_processes_used_for_each_request(
    server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    clocks = {1: iter([10.0, 10.3]), 2: iter([0.0, 0.06])}
    monkeypatch.setattr("bench.drive.cpu_seconds", lambda roots: next(clocks[roots[0]]))
    spent = cpu_per_request(order(server, "/a", "/b"), {"web": 1, "functions": 2})
    assert spent == pytest.approx({"web": 50, "functions": 10})


def test_a_refused_request_ends_the_measurement(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LoadFailed, match="status 1"):
        cpu_per_request(order(server, "/bad"), {"us": os.getpid()})
    assert "/bad: 400" in capfd.readouterr().err


def test_a_page_with_too_few_records_ends_the_measurement(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LoadFailed):
        cpu_per_request(order(server, "/a", records=100), {"us": os.getpid()})
    assert "5 records instead of 100" in capfd.readouterr().err


def test_a_whole_reply_is_read_and_counted(server: Server) -> None:
    reading = read_whole(order(server, "/all", connections=1))
    assert (reading.records, reading.size) == (5, len(USERS))
    assert 0 < reading.first_byte <= reading.seconds


def test_a_whole_reply_that_is_broken_off_is_no_measurement(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LoadFailed, match="status 1"):
        read_whole(order(server, "/broken", connections=1))
    assert "IncompleteRead" in capfd.readouterr().err


def test_a_whole_reply_that_lacks_records_is_no_measurement(
    server: Server, capfd: pytest.CaptureFixture[str]
) -> None:
    with pytest.raises(LoadFailed):
        read_whole(order(server, "/all", records=6, connections=1))
    assert "5 records instead of 6" in capfd.readouterr().err
