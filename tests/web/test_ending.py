"""What the web tier does when it is told to end, and when it has more to do than it can."""

from __future__ import annotations

import io
import os
import signal
import socket
import subprocess
import sys
import threading
import zipfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

import pytest
import requests

from tests.web.conftest import BASE, BEARER, ONEROSTER, PAGE_SIZE, ROOT, Web, wait_until
from tests.web.fake_backend import FakeBackend, Handler, Seen


@dataclass(frozen=True)
class Own:
    """A web tier of a test's own, and the process that it is."""

    web: Web
    process: subprocess.Popen[bytes]

    def told_to_end(self) -> None:
        """As container platforms do it: SIGTERM to the first process."""
        self.process.send_signal(signal.SIGTERM)
        wait_until(lambda: self.web.get("/version").status_code == 503)


@pytest.fixture
def own(backend: FakeBackend, tmp_path: Path) -> Iterator[Own]:
    with _running(backend, tmp_path / "log", "--threads", "16") as own:
        yield own


@pytest.fixture
def narrow(backend: FakeBackend, tmp_path: Path) -> Iterator[Own]:
    """One thread; four requests may wait for it."""
    with _running(backend, tmp_path / "log", "--threads", "1") as own:
        yield own


@contextmanager
def _running(backend: FakeBackend, log: Path, *options: str) -> Iterator[Own]:
    with socket.create_server(("127.0.0.1", 0), backlog=64) as listener, log.open("w") as out:
        bind = ("--bind", f"fd://{listener.fileno()}")
        command = (sys.executable, "-m", "gunicorn", "-c", "web/gunicorn_conf.py", *bind, *options)
        process = subprocess.Popen(
            command,
            cwd=ROOT,
            env={
                **os.environ,
                "WEB_CONCURRENCY": "1",
                "XPORTER_BACKEND_URL": backend.url,
                "XPORTER_PAGE_SIZE": str(PAGE_SIZE),
            },
            pass_fds=[listener.fileno()],
            stdout=out,
            stderr=out,
        )
        web = Web(listener.getsockname()[1], log)
        try:
            # gunicorn has a copy of the listener; ours would keep the port open.
            assert web.get("/version").status_code == 200
            listener.close()
            yield Own(web, process)
        finally:
            process.kill()
            process.wait(10)


class Held:
    """A back-end that keeps requests waiting until it is let go."""

    def __init__(self, backend: FakeBackend, times: int = 1) -> None:
        self._go = threading.Event()
        self.arrived = threading.Semaphore(0)
        self._backend = backend
        backend.faults = [self._wait] * times

    def _wait(self, handler: Handler) -> None:
        self.arrived.release()
        self._go.wait(20)
        asked = (seen for seen in self._backend.seen if seen.target == handler.path)
        self._backend.answer(handler, next(asked))

    def let_go(self) -> None:
        self._backend.faults = []
        self._go.set()


def _in_background(web: Web, path: str) -> tuple[threading.Thread, list[requests.Response]]:
    replies: list[requests.Response] = []
    thread = threading.Thread(target=lambda: replies.append(web.ask("GET", path, headers=BEARER)))
    thread.start()
    return thread, replies


def _is_second_page_of_users(seen: Seen) -> bool:
    return seen.path.endswith("/users") and "after" in seen.query


def test_an_export_that_runs_is_finished_and_new_requests_get_a_503(
    own: Own, backend: FakeBackend
) -> None:
    held = Held(backend)
    backend.faulty = _is_second_page_of_users
    thread, replies = _in_background(own.web, f"{ONEROSTER}/export.zip")
    assert held.arrived.acquire(timeout=20)
    own.told_to_end()
    for path in (f"{BASE}/users", f"{BASE}/school/users", f"{ONEROSTER}/users", f"{BASE}/token"):
        refused = own.web.ask("GET", path, headers=BEARER)
        assert refused.status_code == 503
        assert int(refused.headers["Retry-After"]) > 0
        assert refused.headers["Connection"] == "close"
        assert refused.headers["X-Request-Id"]
    held.let_go()
    thread.join(20)
    with zipfile.ZipFile(io.BytesIO(replies[0].content)) as whole:
        assert whole.testzip() is None
        assert whole.read("users.csv").count(b"users-") >= 16
    assert own.process.wait(20) == 0


def test_a_long_reply_that_runs_is_finished(own: Own, backend: FakeBackend) -> None:
    held = Held(backend)
    backend.faulty = _is_second_page_of_users
    thread, replies = _in_background(own.web, f"{BASE}/users")
    assert held.arrived.acquire(timeout=20)
    own.told_to_end()
    held.let_go()
    thread.join(20)
    assert len(replies[0].json()["users"]) == 25
    assert own.process.wait(20) == 0


def test_a_tier_that_is_about_to_end_lives_and_is_not_ready(own: Own, backend: FakeBackend) -> None:
    held = Held(backend)
    thread, _ = _in_background(own.web, f"{BASE}/users")
    assert held.arrived.acquire(timeout=20)
    own.told_to_end()
    assert own.web.ask("GET", "/healthz").status_code == 200
    ready = own.web.ask("GET", "/readyz")
    assert (ready.status_code, ready.json()["problem"]) == (503, "it is about to end")
    held.let_go()
    thread.join(20)


def test_with_nothing_running_it_ends_at_once(own: Own) -> None:
    own.process.send_signal(signal.SIGTERM)
    assert own.process.wait(20) == 0


def test_when_all_threads_are_busy_and_many_wait_the_others_get_a_503(
    narrow: Own, backend: FakeBackend
) -> None:
    held = Held(backend, times=10)
    running = [_in_background(narrow.web, f"{BASE}/users?limit=1")]
    assert held.arrived.acquire(timeout=20)
    running += [_in_background(narrow.web, f"{BASE}/users?limit=1") for _ in range(12)]
    wait_until(lambda: sum(len(replies) for _, replies in running) >= 8)
    refused = [replies[0] for _, replies in running if replies]
    assert {one.status_code for one in refused} == {503}
    assert all(int(one.headers["Retry-After"]) > 0 for one in refused)
    held.let_go()
    for thread, _ in running:
        thread.join(20)
    answered = [replies[0].status_code for _, replies in running]
    # The one that ran, and those that waited: four, or three beside the connection of the start.
    assert answered.count(200) in (4, 5)
    assert answered.count(200) + answered.count(503) == len(running)
