"""The processes that make the requests, against a server that keeps a list of them."""

from __future__ import annotations

import json
import os
import re
import threading
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import unquote

import pytest
from oauthlib.common import Request
from oauthlib.oauth1.rfc5849 import signature

from bench import cpu
from bench.drive import LoadFailed, cpu_per_request, read_whole
from bench.orders import Order

pytestmark = pytest.mark.skipif(
    not cpu.PROC.exists(), reason="only Linux has the /proc that bench/cpu.py reads"
)
USERS = json.dumps({"users": [{"sourcedId": str(number)} for number in range(5)]}).encode()


class Server(ThreadingHTTPServer):
    """Remembers (connection, path, Authorization) of each GET, and the paths of POST."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), Handler)
        self.seen: list[tuple[Any, str, str | None]] = []
        self.posted: list[str] = []

    @property
    def paths(self) -> Counter[str]:
        return Counter(path for _, path, _ in self.seen)


class Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    server: Server

    def do_GET(self) -> None:
        self.server.seen.append((self.client_address, self.path, self.headers["Authorization"]))
        self._reply(USERS)

    def do_POST(self) -> None:
        self.server.posted.append(self.path)
        self._reply(b'{"access_token": "a", "expires_in": 1}')

    def _reply(self, body: bytes) -> None:
        status = 400 if self.path == "/bad" else 200
        self.send_response(status)
        self.send_header("Transfer-Encoding", "chunked")
        self.end_headers()
        for half in (body[:9], body[9:]):
            self.wfile.write(b"%x\r\n%s\r\n" % (len(half), half))
        if self.path == "/broken":
            self.close_connection = True
        else:
            self.wfile.write(b"0\r\n\r\n")

    def log_message(self, *arguments: Any) -> None:
        pass


def _check_signature(url: str, authorization: str) -> None:
    request = Request(url, "GET", headers={"Authorization": authorization})
    request.params = signature.collect_parameters(
        uri_query=request.uri_query, headers=request.headers
    )
    request.signature = dict(re.findall(r'(\w+)="([^"]*)"', authorization))["oauth_signature"]
    request.signature = unquote(request.signature)
    assert signature.verify_hmac_sha1(request, client_secret="secret")


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
    return Order(port, ("bearer", "secret"), ("/before",), measured, records, connections)


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


def test_a_request_can_be_a_post_that_is_answered_with_a_token(server: Server) -> None:
    posts = replace(order(server, "/a", records=1), method="POST")
    cpu_per_request(posts, {"us": os.getpid()})
    assert Counter(server.posted) == {"/before": 3, "/a": 3}


def test_connections_take_ids_in_turn(server: Server) -> None:
    ids = ("1", "2", "3", "4")
    cpu_per_request(replace(order(server, "/a/{id}", "/a/{id}"), ids=ids), {"us": os.getpid()})
    assert sorted(server.paths - Counter({"/before": 3})) == ["/a/1", "/a/2", "/a/3", "/a/4"]
    assert server.paths["/a/1"] == server.paths["/a/2"] == 2


def test_each_signed_request_has_a_nonce_of_its_own_and_a_right_signature(server: Server) -> None:
    signed = replace(order(server, "/a?x=%27y%27"), shown=("oauth1", "key", "secret"))
    cpu_per_request(signed, {"us": os.getpid()})
    sent = [(path, str(header)) for _, path, header in server.seen]
    assert len({re.findall('oauth_nonce="([^"]+)"', header)[0] for _, header in sent}) == 6
    for path, header in sent:
        assert header.startswith("OAuth ")
        _check_signature(f"http://127.0.0.1:{signed.port}{path}", header)


def test_basic_shows_user_and_password(server: Server) -> None:
    cpu_per_request(replace(order(server, "/a"), shown=("basic", "me", "pw")), {"us": os.getpid()})
    assert {sent for _, _, sent in server.seen} == {"Basic bWU6cHc="}


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
