"""Folders a PostgreSQL server can live in: reachable for its account, closed to everyone else."""

from __future__ import annotations

import hashlib
import os
import re
import subprocess
import sys
from pathlib import Path

from local.allocator import ALLOCATOR
from local.places import UTF8_LOCALE
from local.programs import Account

ELSEWHERE = Path("/var/lib/xporter-local")
LOCALE = (
    ("--lc-collate=C", "--lc-ctype=en_US.UTF-8")
    if sys.platform == "darwin"
    else ("--locale=C.UTF-8",)
)
_LONGEST_SOCKET_FOLDER = 85  # sun_path holds 104 bytes on macOS, 108 on Linux, with the file's name


def home(wanted: Path, account: Account) -> Path:
    """`wanted`, made; or, when the server's account cannot reach it (a clone below /root), a folder
    under /var/lib that belongs to it, with a symbolic link at `wanted`."""
    wanted.parent.mkdir(parents=True, exist_ok=True)
    if wanted.is_symlink() or not _reachable(wanted.parent, account):
        place = ELSEWHERE / _digest(wanted)
        place.parent.mkdir(mode=0o755, exist_ok=True)
        if not wanted.is_symlink():
            wanted.symlink_to(place)
        return own(place, account)
    return own(wanted, account)


def sockets(home: Path, account: Account) -> Path:
    """The folder of the server's socket: in its home, or in /tmp when that path is too long or has
    characters that connection strings give a meaning to."""
    wanted = home / "sockets"
    if len(str(wanted)) <= _LONGEST_SOCKET_FOLDER and re.fullmatch(r"[\w/.@+-]+", str(wanted)):
        return own(wanted, account)
    return own(Path("/tmp") / f"xporter-{_digest(home)}", account)  # noqa: S108


def own(folder: Path, account: Account) -> Path:
    """Makes `folder` with access for `account` (and root) only; refuses somebody else's."""
    folder.mkdir(mode=0o700, exist_ok=True)
    status = folder.lstat()
    if folder.is_symlink() or status.st_uid not in (os.geteuid(), account.uid):
        raise PermissionError(f"{folder} belongs to somebody else; remove it first")
    folder.chmod(0o700)
    if status.st_uid != account.uid:
        os.chown(folder, account.uid, account.gid)
    return folder


def write(path: Path, text: str, account: Account | None = None) -> None:
    """Writes a file that only we (and `account`) can read."""
    path.unlink(missing_ok=True)
    with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as file:
        file.write(text)
    if account and account.switch:
        os.chown(path, account.uid, account.gid)


def drop_stale_pid(pid_file: Path) -> None:
    """Removes a postmaster.pid whose number now belongs to another program: after a crash, above
    all in a container where numbers start over, PostgreSQL would take it for a running server."""
    if not pid_file.exists():
        return
    pid = pid_file.read_text().split("\n", 1)[0].strip()
    if "postgres" not in _command(pid):
        pid_file.unlink()


def environment() -> dict[str, str]:
    """Ours without what would steer PostgreSQL's programs to another server, and the allocator's
    settings."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PG")}
    return kept | {"LC_ALL": UTF8_LOCALE} | ALLOCATOR


def _command(pid: str) -> str:
    if Path("/proc/self").exists():
        command = Path("/proc", pid, "comm")
        return command.read_text() if command.exists() else ""
    shown = subprocess.run(["ps", "-p", pid, "-o", "comm="], capture_output=True, text=True)
    return shown.stdout


def _reachable(folder: Path, account: Account) -> bool:
    if not account.switch:
        return True
    tried = subprocess.run(["test", "-x", str(folder)], cwd="/", **account.switch)
    return tried.returncode == 0


def _digest(path: Path) -> str:
    return hashlib.sha256(str(path).encode()).hexdigest()[:12]
