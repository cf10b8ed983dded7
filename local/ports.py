"""Ports that must be free, and who holds them when they are not."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
from contextlib import suppress
from pathlib import Path

_PROC = Path("/proc/net/tcp")
_LISTEN = "0A"  # a socket's state in /proc/net/tcp


class PortBusy(Exception):
    """Names the port and, where that can be found out, the process that listens on it."""


def ensure_free(port: int, address: str = "127.0.0.1") -> None:
    """Raises PortBusy when something listens on the port."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((address, port))
        except OSError as error:
            raise PortBusy(f"port {port} is in use{_holder(port)} ({error.strerror})") from None


def free_port() -> int:
    """A port that nobody uses at the moment."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def _holder(port: int) -> str:
    """Words such as " by process 4711: gunicorn web"; empty when it cannot be found out."""
    if _PROC.exists():
        return _by_proc(port)
    if not shutil.which("lsof"):
        return ""
    command = ["lsof", "-nP", f"-iTCP:{port}", "-sTCP:LISTEN", "-Fpc"]
    shown = subprocess.run(command, capture_output=True, text=True, check=False).stdout
    fields = {line[0]: line[1:] for line in shown.splitlines() if line}
    return f" by process {fields['p']}: {fields['c']}" if {"c", "p"} <= fields.keys() else ""


def _by_proc(port: int) -> str:
    links = {f"socket:[{inode}]" for inode in _listening_inodes(port)}
    for link in Path("/proc").glob("[0-9]*/fd/*"):
        with suppress(OSError):
            if os.readlink(link) in links:
                process = link.parents[1]
                command = (process / "cmdline").read_bytes().replace(b"\0", b" ").decode()
                return f" by process {process.name}: {command.strip()[:100]}"
    return ""


def _listening_inodes(port: int) -> list[str]:
    rows = [
        line.split()
        for table in ("tcp", "tcp6")
        if Path("/proc/net", table).exists()
        for line in Path("/proc/net", table).read_text().splitlines()[1:]
    ]
    return [row[9] for row in rows if row[3] == _LISTEN and row[1].endswith(f":{port:04X}")]
