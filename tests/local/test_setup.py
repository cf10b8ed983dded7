"""What local/setup does on a machine that lacks things."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from tests.local.serving import ROOT

TOOLS = ("cat", "cksum", "dirname", "id", "mkdir", "rm", "sed", "sh", "tail", "tee", "env")


@pytest.fixture
def bare(tmp_path: Path) -> Path:
    """A copy of what local/setup needs, and bin/ with a few tools and no Python."""
    for name in ("local/setup", "pyproject.toml", "requirements.txt"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        shutil.copy(ROOT / name, tmp_path / name)
    for tier in ("web", "admin", "tests"):
        (tmp_path / tier).mkdir()
        (tmp_path / tier / "requirements.txt").touch()
    (tmp_path / "bin").mkdir()
    for tool in TOOLS:
        found = shutil.which(tool)
        assert found
        (tmp_path / "bin" / tool).symlink_to(found)
    return tmp_path


def tool(bare: Path, name: str, script: str) -> None:
    path = bare / "bin" / name
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(0o755)


def set_up(bare: Path) -> str:
    """What local/setup says; it has to fail."""
    environ = {"PATH": str(bare / "bin"), "PYTHON": ""}
    done = subprocess.run(
        [bare / "local/setup"], env=environ, capture_output=True, text=True, check=False
    )
    assert done.returncode == 1
    return done.stderr


def test_set_up_without_a_package_manager_names_what_to_install(bare: Path) -> None:
    said = set_up(bare)
    assert said.startswith("Set-up stopped: neither apt nor Homebrew is here: install Python 3.11")
    assert said.count("\n") == 1


def test_set_up_installs_a_python_that_apt_knows(bare: Path) -> None:
    tool(bare, "apt-cache", """case "$*" in *python3.12-venv*) echo python3.12-venv ;; esac""")
    tool(bare, "apt-get", f'echo "$*" >>{bare}/asked')
    tool(bare, "sudo", 'exec "$@"')
    said = set_up(bare)
    assert "Installing with apt: python3.12 python3.12-venv" in said
    assert "python3.12 python3.12-venv" in (bare / "asked").read_text()
    assert said.endswith(
        "Set-up stopped: there is still no Python 3.11 to 3.13 with venv and pip\n"
    )


def test_set_up_with_an_apt_that_knows_nothing_suitable_says_so(bare: Path) -> None:
    tool(bare, "apt-cache", "")
    tool(bare, "apt-get", f'echo "$*" >>{bare}/asked')
    tool(bare, "sudo", 'exec "$@"')
    assert "this release has no package of Python 3.11 to 3.13" in set_up(bare)
    assert (bare / "asked").read_text() == "update -qq\n"
