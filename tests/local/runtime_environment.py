"""Where Microsoft's runtime can run: a Python 3.13, and a virtual environment made of it once."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2]
REQUIREMENTS = ROOT / "tests" / "runtime-requirements.txt"
VERSION = (3, 13)


def find_python() -> str | None:
    """A Python 3.13 that runs: ours, the one on the PATH, pyenv's; None when there is none."""
    if sys.version_info[:2] == VERSION:
        return sys.executable
    on_path = shutil.which("python3.13")
    of_pyenv = sorted((Path.home() / ".pyenv" / "versions").glob("3.13*/bin/python3.13"))
    candidates = [*([on_path] if on_path else []), *map(str, of_pyenv)]
    return next((one for one in candidates if _runs(one)), None)


def make(python: str, folder: Path) -> Path:
    """The Python of a virtual environment in `folder` that has the runtime; made when needed."""
    inside, stamp = folder / "bin" / "python", folder / "stamp"
    wanted = _digest(python)
    if not stamp.exists() or stamp.read_text() != wanted or not _runs(str(inside)):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        install = [inside, "-m", "pip", "install", "-q", "--disable-pip-version-check"]
        subprocess.run([*install, "-r", REQUIREMENTS], check=True)
        stamp.write_text(wanted)
    return inside


def _runs(python: str) -> bool:
    """pyenv puts a python3.13 on the PATH that does nothing but complain."""
    program = f"import sys, venv; sys.exit(sys.version_info[:2] != {VERSION})"
    try:
        return (
            subprocess.run([python, "-c", program], capture_output=True, check=False).returncode
            == 0
        )
    except OSError:
        return False


def _digest(python: str) -> str:
    files = (REQUIREMENTS, ROOT / "requirements.txt")
    content = b"".join(one.read_bytes() for one in files) + python.encode()
    return hashlib.sha256(content).hexdigest()
