"""Processes are watched, and end with everything that they have started."""

from __future__ import annotations

import subprocess
import time
from pathlib import Path

import pytest

from local.processes import Process, ProcessDied, Program, watch
from local.tiers import NoCoreTools, Ports, functions_tier


def shell(tmp_path: Path, script: str) -> Process:
    return Process(Program("the script", ["sh", "-c", script], {}, tmp_path / "output"))


def test_a_process_that_dies_is_reported_with_its_last_words(tmp_path: Path) -> None:
    process = shell(tmp_path, "echo first; echo the reason >&2; exit 3")
    with pytest.raises(ProcessDied) as died:
        watch([process])
    assert "the script ended with status 3" in str(died.value)
    assert str(died.value).endswith("  first\n  the reason")


def test_a_process_that_is_never_ready_is_reported(tmp_path: Path) -> None:
    process = shell(tmp_path, "exec sleep 60")
    with pytest.raises(ProcessDied, match="the script was not ready after 0 s"):
        process.wait_until(lambda: False, 0.2)
    process.stop()


def test_stopping_ends_the_processes_that_a_process_has_started(tmp_path: Path) -> None:
    process = shell(tmp_path, "sleep 60 & echo $!; wait")
    log = tmp_path / "output"
    process.wait_until(lambda: log.read_text().endswith("\n"), 5)
    grandchild = int(log.read_text())
    process.stop()
    wait_until_gone(grandchild)


def wait_until_gone(pid: int) -> None:
    deadline = time.monotonic() + 5
    while is_alive(pid):
        assert time.monotonic() < deadline, f"process {pid} is still there"


def is_alive(pid: int) -> bool:
    """An orphan that has ended may wait for its new parent: a zombie is not alive."""
    status = Path(f"/proc/{pid}/stat")
    if status.parent.parent.joinpath("self").exists():
        return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"
    return subprocess.run(["ps", "-p", str(pid)], capture_output=True, check=False).returncode == 0


def test_core_tools_that_are_not_there_are_named(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(NoCoreTools, match="func is not installed: npm install"):
        functions_tier(Ports(), core_tools=True)
