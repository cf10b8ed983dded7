"""Starting a Functions host for a test: our stand-in, or Microsoft's runtime behind its front."""

from __future__ import annotations

import os
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path

from local.ports import free_port
from local.processes import Process, Program

APPS = Path(__file__).with_name("apps")
ROOT = Path(__file__).resolve().parents[2]
RUNTIME_SERVER = Path(__file__).with_name("runtime_server.py")
SECONDS_TO_START = 30


@contextmanager
def stand_in(root: Path, log: Path, environ: Mapping[str, str] | None = None) -> Iterator[str]:
    """Serves the app in `root`; yields its URL, without a slash at the end."""
    port = free_port()
    command = [sys.executable, "-m", "local.host", "--root", str(root), "--port", str(port)]
    with _served(Program("the stand-in", command, environ or {}, log), port) as url:
        yield url


@contextmanager
def runtime(
    python: Path, root: Path, log: Path, environ: Mapping[str, str] | None = None
) -> Iterator[str]:
    """The same through azure-functions-runtime; `python` is that of its environment."""
    port = free_port()
    server = _alone(log.with_name("front"))
    command = [str(python), str(server), str(root), str(port)]
    with _served(Program("the runtime", command, environ or {}, log), port) as url:
        yield url


def _alone(folder: Path) -> Path:
    """runtime_server.py in a copy of what it needs of us, so that an app finds nothing else;
    its own packages come before ours."""
    for package in ("local/host", "shared"):
        shutil.copytree(ROOT / package, folder / package, dirs_exist_ok=True)
    server = folder / RUNTIME_SERVER.relative_to(ROOT)
    server.parent.mkdir(parents=True, exist_ok=True)
    shutil.copyfile(ROOT / "local" / "__init__.py", folder / "local" / "__init__.py")
    shutil.copyfile(RUNTIME_SERVER, server)
    return server


def refusal(command: Sequence[str], environ: Mapping[str, str] | None = None) -> str:
    """What a host that must refuse its app says; it has to exit with status 4."""
    done = subprocess.run(
        command,
        cwd=ROOT,
        env={**os.environ, **(environ or {})},
        capture_output=True,
        text=True,
        timeout=SECONDS_TO_START,
        check=False,
    )
    assert done.returncode == 4, done.stdout + done.stderr
    return done.stderr.strip()


@contextmanager
def _served(program: Program, port: int) -> Iterator[str]:
    process = Process(program)
    try:
        process.wait_until(lambda: _listens(port), SECONDS_TO_START)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.stop()


def _listens(port: int) -> bool:
    with socket.socket() as probe:
        return probe.connect_ex(("127.0.0.1", port)) == 0
