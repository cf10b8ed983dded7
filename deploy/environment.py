"""Virtual environments that are made once: again only when what they are made of has changed."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
from pathlib import Path


def environment(python: str, folder: Path, *requirements: Path) -> Path:
    """The Python of a virtual environment of `python` in `folder` that has just `requirements`.

    Raises CalledProcessError when pip cannot install them.
    """
    inside, stamp = folder / "bin" / "python", folder / "stamp"
    made_of = b"".join(one.read_bytes() for one in requirements) + python.encode()
    wanted = hashlib.sha256(made_of).hexdigest()
    if not stamp.exists() or stamp.read_text() != wanted or not _runs(inside):
        shutil.rmtree(folder, ignore_errors=True)
        subprocess.run([python, "-m", "venv", folder], check=True)
        install = [str(inside), "-m", "pip", "install", "-qq", "--disable-pip-version-check"]
        named = [word for one in requirements for word in ("-r", str(one))]
        subprocess.run([*install, *named], check=True)
        stamp.write_text(wanted)
    return inside


def _runs(python: Path) -> bool:
    try:
        return subprocess.run([python, "-c", ""], capture_output=True, check=False).returncode == 0
    except OSError:
        return False
