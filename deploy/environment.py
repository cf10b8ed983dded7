"""Virtual environments that are made once for each set of requirements, below .local/venvs."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path

from deploy.packages import ROOT

_FOLDER = ROOT / ".local" / "venvs"


def environment(python: str, *requirements: Path) -> Path:
    """The Python of a virtual environment of `python` that has just what the files name.

    Raises CalledProcessError when pip cannot install it.
    """
    made_of = b"".join(one.read_bytes() for one in requirements) + python.encode()
    folder = _FOLDER / hashlib.sha256(made_of).hexdigest()[:16]
    inside, stamp = folder / "bin" / "python", folder / "whole"
    if not stamp.exists() or not _runs(inside):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        install = [str(inside), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        named = [word for one in requirements for word in ("-r", str(one))]
        subprocess.run([*install, *named], check=True)
        stamp.touch()
    return inside


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
