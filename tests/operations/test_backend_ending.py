"""The back-end, told to end while the database keeps it waiting."""

from __future__ import annotations

import os
import signal
import threading
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from admin.connection import connect
from local.ports import free_port
from local.processes import Process, ProcessDied
from local.tiers import Ports, functions_ready, functions_tier
from tests.servers import words
from tests.stack import SECONDARY, Stack, without_login
from tests.xporter.asking import bearer, wait_until


@pytest.fixture
def ports() -> Ports:
    return Ports(functions=free_port())


@pytest.fixture
def backend(
    stack: Stack, app_login: str, key_file: Path, tmp_path: Path, ports: Ports
) -> Iterator[Process]:
    environ = {
        "SQL_CONNECTION_STRING": f"{without_login(stack.database)};{app_login}",
        "XPORTER_TOKEN_KEYS": str(key_file),
    }
    program = functions_tier(ports, core_tools=False)
    process = Process(replace(program, environ=environ, log=tmp_path / "functions.log"))
    process.wait_until(lambda: functions_ready(ports), 60)
    yield process
    process.stop()


def test_a_call_that_runs_is_finished_and_new_ones_get_a_503(
    stack: Stack, backend: Process, ports: Ports
) -> None:
    url = f"http://127.0.0.1:{ports.functions}/api/v1p1/demographics?limit=1"
    party = stack.client("Waits", (SECONDARY,), ("roster-demographics.readonly",))
    headers = {**bearer(party.token()), "X-Public-Base": stack.base}
    replies: list[requests.Response] = []
    ask = threading.Thread(
        target=lambda: replies.append(requests.get(url, headers=headers, timeout=30))
    )
    with _locked(stack, "demographics"):
        ask.start()
        wait_until(lambda: _somebody_waits(stack))
        os.kill(backend.pid, signal.SIGTERM)
        wait_until(lambda: requests.get(url, timeout=30).status_code == 503)
        refused = requests.get(url, headers=headers, timeout=30)
        assert (refused.status_code, refused.headers["Retry-After"]) == (503, "1")
    ask.join(30)
    assert len(replies[0].json()["demographics"]) == 1
    wait_until(lambda: _has_ended(backend))


@contextmanager
def _locked(stack: Stack, table: str) -> Iterator[None]:
    """Also for those who read row versions: it is about to get a column."""
    with closing(connect(stack.database)) as connection:
        connection.execute(f"alter table gcidm.{table} add held int")
        yield
        connection.rollback()


def _somebody_waits(stack: Stack) -> bool:
    with closing(connect(stack.database)) as connection:
        return bool(connection.execute(words(stack.database).waiting).fetchval())


def _has_ended(process: Process) -> bool:
    try:
        process.check()
    except ProcessDied as died:
        return "status 0" in str(died)
    return False
