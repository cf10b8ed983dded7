"""Xporter Web in a real gunicorn, as shipped, in front of a fake back-end."""

from __future__ import annotations

import json
import os
import socket
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pytest
import requests

from tests.web.fake_backend import TOKEN, FakeBackend, started

T = TypeVar("T")

ROOT = Path(__file__).parents[2]
FUNCTIONS_KEY = "a-functions-key-of-the-length-of-real-ones"
PAGE_SIZE = 10  # records, so that 25 records are three pages
PUBLIC_URL = "https://xporter.example"
BASE = "/api/ims/oneroster/v1p1"
ONEROSTER = "/ims/oneroster/v1p1"
SCHOOL = BASE + "/school"
BEARER = {"Authorization": f"Bearer {TOKEN}"}


@dataclass(frozen=True)
class Web:
    """A running web tier; `log` is where it writes its lines."""

    port: int
    log: Path

    def get(self, path: str, **arguments: Any) -> requests.Response:
        return self.ask("GET", BASE + path, **{"headers": BEARER, **arguments})

    def post(self, path: str, **arguments: Any) -> requests.Response:
        return self.ask("POST", BASE + path, **arguments)

    def ask(self, method: str, path: str, **arguments: Any) -> requests.Response:
        url = f"http://127.0.0.1:{self.port}{path}"
        return requests.request(method, url, allow_redirects=False, timeout=20, **arguments)

    def raw(self, request: str) -> bytes:
        """Everything that comes back on a connection until the server closes it."""
        with socket.create_connection(("127.0.0.1", self.port), timeout=20) as connection:
            connection.sendall(request.encode())
            return b"".join(iter(lambda: connection.recv(65536), b""))

    def log_line(self, request_id: str) -> dict[str, Any]:
        """What the log says of a request; it is written after the reply."""
        return wait_until(lambda: self._logged(request_id))

    def _logged(self, request_id: str) -> dict[str, Any]:
        whole = self.log.read_text().rpartition("\n")[0]
        lines = [json.loads(line) for line in whole.splitlines()]
        answered = (one for one in lines if one["event"] == "answered")
        return next((one for one in answered if one["requestId"] == request_id), {})


def wait_until(found: Callable[[], T], seconds: float = 10) -> T:
    """What `found()` returns once that is true."""
    deadline = time.monotonic() + seconds
    while not (value := found()):
        assert time.monotonic() < deadline, "did not happen in time"
        time.sleep(0.01)
    return value


@pytest.fixture(scope="session")
def running_backend() -> Iterator[FakeBackend]:
    fake = FakeBackend()
    server = started(fake)
    yield fake
    server.shutdown()
    server.server_close()


@pytest.fixture
def backend(running_backend: FakeBackend) -> FakeBackend:
    """The fake back-end with fresh records and no faults."""
    running_backend.reset()
    return running_backend


@pytest.fixture(scope="session")
def running_web(
    running_backend: FakeBackend, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Web]:
    log = tmp_path_factory.mktemp("web") / "log"
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener, log.open("w") as out:
        process = subprocess.Popen(
            [
                *(sys.executable, "-m", "gunicorn", "-c", "web/gunicorn_conf.py"),
                *("--bind", f"fd://{listener.fileno()}"),
            ],
            cwd=ROOT,
            env={
                **os.environ,
                "WEB_CONCURRENCY": "1",
                "XPORTER_BACKEND_URL": running_backend.url,
                "XPORTER_BACKEND_KEY": FUNCTIONS_KEY,
                "XPORTER_PUBLIC_URL": PUBLIC_URL,
                "XPORTER_PAGE_SIZE": str(PAGE_SIZE),
                "XPORTER_BACKEND_TIMEOUT": "2",
                "XPORTER_RETRY_PAUSE": "0.01",
            },
            pass_fds=[listener.fileno()],
            stdout=out,
            stderr=out,
        )
        yield Web(listener.getsockname()[1], log)
        process.terminate()
        process.wait(10)


@pytest.fixture
def web(running_web: Web, backend: FakeBackend) -> Web:
    """The web tier in front of a back-end that is well."""
    return running_web
