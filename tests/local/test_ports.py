"""Busy ports are named before anything is started."""

from __future__ import annotations

import os
import socket
import subprocess
import sys

import pytest

from local.ports import PortBusy, ensure_free, free_port
from tests.local.serving import ROOT


def test_a_busy_port_is_reported_with_the_process_that_has_it() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        with pytest.raises(PortBusy, match=rf"port {port} is in use by process {os.getpid()}: "):
            ensure_free(port)
    ensure_free(port)


def test_make_run_with_a_busy_port_says_so_and_starts_nothing() -> None:
    with socket.socket() as listener:
        listener.bind(("127.0.0.1", 0))
        listener.listen()
        port = listener.getsockname()[1]
        command = [sys.executable, "-m", "local", "--web-port", str(port)]
        done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 1
    assert done.stderr.startswith(f"Xporter stopped: port {port} is in use by process")
    assert done.stdout == ""


def test_a_free_port_can_be_bound() -> None:
    ensure_free(free_port())
