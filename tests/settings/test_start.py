"""Programs that are started with wrong settings: they end, and say all that is wrong."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from local.places import ROOT
from local.ports import free_port

WEB = (*("-m", "gunicorn", "-c", "web/gunicorn_conf.py"), "web.wsgi:app", "-b")
HOST = ("-m", "local.host", "--port")
COMMAND_LINE = ("-m", "admin", "relying-party", "list")
MISSPELT = "XPORTER_PAGESIZE is no setting of Xporter; is XPORTER_PAGE_SIZE meant?"


def said(*arguments: str, folder: Path = ROOT, **environ: str) -> str:
    """What a program says that must end by itself, and not well."""
    ours = ("XPORTER_", "SQL_", "ADMIN_SQL_")
    around = {name: value for name, value in os.environ.items() if not name.startswith(ours)}
    done = subprocess.run(
        [sys.executable, *arguments],
        cwd=folder,
        env={**around, "PYTHONPATH": str(ROOT), "XPORTER_PAGESIZE": "1", **environ},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert done.returncode
    return " ".join((done.stdout + done.stderr).split())


@pytest.fixture
def weak(tmp_path: Path) -> Path:
    """A key file that everybody can read."""
    path = tmp_path / "keys.json"
    path.write_text('{"keys": []}')
    path.chmod(0o644)
    return path


def test_xporter_web_says_all_at_once() -> None:
    told = said(*WEB, f"127.0.0.1:{free_port()}", XPORTER_BACKEND_KEY="short")
    assert "XPORTER_BACKEND_URL is not set" in told
    assert "XPORTER_BACKEND_KEY must be a key of 32 characters or more" in told
    assert MISSPELT in told


def test_the_back_end_says_all_at_once(weak: Path) -> None:
    wrong = {"SQL_CONNECTION_STRING_FILE": "/none", "XPORTER_TOKEN_KEYS": str(weak)}
    wrong["SQL_CONNECTION_STRING"] = ""  # whatever local.settings.json says
    told = said(*HOST, str(free_port()), **wrong)
    assert "SQL_CONNECTION_STRING_FILE: there is no file /none" in told
    assert f"XPORTER_TOKEN_KEYS: others can get at {weak}; run `chmod 600 {weak}`" in told
    assert MISSPELT in told


def test_the_command_line_says_all_at_once(tmp_path: Path) -> None:
    told = said(
        *COMMAND_LINE, folder=tmp_path, ADMIN_SQL_CONNECTION_STRING_FILE=str(tmp_path / "none")
    )
    assert "ADMIN_SQL_CONNECTION_STRING_FILE: there is no file" in told
    assert MISSPELT in told
