"""Where Microsoft's runtime can run: a Python 3.13."""

from __future__ import annotations

import shutil
import subprocess
import sys
from pathlib import Path

VERSION = (3, 13)


def find_python() -> str | None:
    """A Python 3.13 that runs: ours, the one on the PATH, pyenv's; None when there is none."""
    if sys.version_info[:2] == VERSION:
        return sys.executable
    on_path = shutil.which("python3.13")
    of_pyenv = sorted((Path.home() / ".pyenv" / "versions").glob("3.13*/bin/python3.13"))
    candidates = [*([on_path] if on_path else []), *map(str, of_pyenv)]
    return next((one for one in candidates if _runs(one)), None)


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
