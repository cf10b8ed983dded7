"""How many processes serve an app."""

from __future__ import annotations

import sys
import time
from pathlib import Path

import pytest

from tests.local.asking import ask
from tests.local.serving import APPS, refusal, stand_in

SECONDS = 30


@pytest.mark.parametrize(
    ("asked", "serving"), [({}, 1), ({"FUNCTIONS_WORKER_PROCESS_COUNT": "2"}, 2)]
)
def test_as_many_processes_serve_as_the_real_host_would_have(
    tmp_path: Path, asked: dict[str, str], serving: int
) -> None:
    log = tmp_path / "log"
    with stand_in(APPS / "rules", log, asked) as url:
        deadline = time.monotonic() + SECONDS
        while log.read_text().count("Functions:") < serving and time.monotonic() < deadline:
            assert ask(url, "/api/ping").status == 200
        assert log.read_text().count("Functions:") == serving


def test_a_number_of_processes_that_is_none_is_refused() -> None:
    command = [sys.executable, "-m", "local.host", "--root", str(APPS / "rules"), "--list"]
    said = refusal(command, {"FUNCTIONS_WORKER_PROCESS_COUNT": "0"})
    assert "FUNCTIONS_WORKER_PROCESS_COUNT is '0'" in said
