"""Database servers that tests may stop and start."""

from __future__ import annotations

import re
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from typing import Protocol

from local.cluster import Cluster
from local.places import STATE

_SERVER = re.compile(
    r"(?P<key>(?:^|;)SERVER=)(?:tcp:)?(?P<host>[^,;:]+)(?:[,:](?P<port>\d+))?", re.I
)
_PORT = re.compile(r";PORT=(?P<port>\d+)", re.IGNORECASE)
_TDS_PORT = 1433


class Breakable(Protocol):
    """`server` is its connection string without DATABASE, as an administrator."""

    @property
    def server(self) -> str: ...
    def stop(self) -> None: ...
    def start(self) -> None: ...


class OwnCluster:
    """A PostgreSQL cluster that nobody else uses."""

    def __init__(self) -> None:
        STATE.mkdir(exist_ok=True)
        self._cluster = Cluster(STATE / "fragile")
        self.stop, self.start = self._cluster.stop, self._cluster.start
        self.remove = self._cluster.remove
        self.start()
        self.server = self._cluster.owner_connection("").replace("DATABASE=;", "")


class Relay:
    """The way to a server that others use, too: what is sent to a port of ours is passed on, while
    that is open. Whoever knows no other way finds the server gone, and back."""

    def __init__(self, server: str) -> None:
        self._target = _address(server)
        self._open: list[socket.socket] = []
        self._listener: socket.socket | None = None
        self._port = 0
        self.start()
        self.server = _readdressed(server, self._port)

    def start(self) -> None:
        self._listener = socket.create_server(("127.0.0.1", self._port))
        self._port = self._listener.getsockname()[1]
        threading.Thread(target=self._accept, args=(self._listener,), daemon=True).start()

    def stop(self) -> None:
        """Nobody gets in any more, and who is in is put out."""
        if self._listener is not None:
            _close(self._listener)
        while self._open:
            _close(self._open.pop())

    def _accept(self, listener: socket.socket) -> None:
        with suppress(OSError):  # it was closed
            while True:
                client, _ = listener.accept()
                self._connect(client)

    def _connect(self, client: socket.socket) -> None:
        server = socket.create_connection(self._target)
        self._open += [client, server]
        for one, other in ((client, server), (server, client)):
            threading.Thread(target=_pass_on, args=(one, other), daemon=True).start()


@contextmanager
def breakable(given: str) -> Iterator[Breakable]:
    """A server of the kind that is tested: of one that was given, the way to it."""
    if given:
        relay = Relay(given)
        yield relay
        relay.stop()
    else:
        own = OwnCluster()
        yield own
        own.remove()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):  # one of the two was closed
        while sent := source.recv(65536):
            target.sendall(sent)
    _close(source)
    _close(target)


def _close(one: socket.socket) -> None:
    with suppress(OSError):  # it may be closed already
        one.shutdown(socket.SHUT_RDWR)
    one.close()


def _address(server: str) -> tuple[str, int]:
    found, apart = _SERVER.search(server), _PORT.search(server)
    assert found, "the connection string has no SERVER"
    port = apart["port"] if apart else found["port"]
    return found["host"], int(port or _TDS_PORT)


def _readdressed(server: str, port: int) -> str:
    """The certificate stays the server's own."""
    apart = _PORT.search(server)
    if apart:
        there = _SERVER.sub(r"\g<key>127.0.0.1", server, count=1)
        return _PORT.sub(f";PORT={port}", there)
    there = _SERVER.sub(rf"\g<key>tcp:127.0.0.1,{port}", server, count=1)
    return f"{there};HostNameInCertificate={_address(server)[0]}"
