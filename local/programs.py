"""Where this machine keeps PostgreSQL's programs and ODBC driver, and who may run the server."""

from __future__ import annotations

import os
import pwd
import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path
from typing import Any

OLDEST_POSTGRES = 15
_HOMEBREW = (Path("/opt/homebrew"), Path("/usr/local"), Path("/home/linuxbrew/.linuxbrew"))
_SERVER_FOLDERS = (
    "/usr/lib/postgresql/*/bin",
    "/usr/pgsql-*/bin",
    *(f"{prefix}/opt/postgresql*/bin" for prefix in _HOMEBREW),
)
_DRIVERS = (
    "/usr/lib/*/odbc/psqlodbcw.so",
    "/usr/lib*/psqlodbcw.so",
    *(f"{prefix}/opt/psqlodbc/lib/psqlodbcw.so" for prefix in _HOMEBREW),
    *(f"{prefix}/lib/psqlodbcw.so" for prefix in _HOMEBREW),
)


class Missing(Exception):
    """Something that must be installed first; the text says what and how."""


@dataclass(frozen=True)
class Account:
    """The system account that runs the server; `switch` is what subprocess needs to become it."""

    uid: int
    gid: int

    @property
    def switch(self) -> dict[str, Any]:
        if os.geteuid() == self.uid:
            return {}
        return {"user": self.uid, "group": self.gid, "extra_groups": []}


def server_account() -> Account:
    """Ourselves; for root, whom PostgreSQL refuses, the account that its package made."""
    if os.geteuid() != 0:
        return Account(os.geteuid(), os.getegid())
    try:
        entry = pwd.getpwnam("postgres")
    except KeyError:
        raise Missing("PostgreSQL will not run as root and there is no account postgres") from None
    return Account(entry.pw_uid, entry.pw_gid)


def postgres_programs(major: int | None = None) -> Path:
    """The folder of initdb, pg_ctl, postgres and psql: of version `major`, or the newest we know.

    Raises Missing when there is none of version 15 or newer.
    """
    found = {version: folder for folder in _server_folders() if (version := _major(folder))}
    usable = [one for one in found if one >= OLDEST_POSTGRES and major in (None, one)]
    if not usable:
        wanted = f"PostgreSQL {major or f'{OLDEST_POSTGRES} or newer'}"
        raise Missing(f"{wanted} is not installed: apt install postgresql, or brew install it")
    return found[max(usable)]


def odbc_driver() -> str:
    """psqlODBC's library, to be named as DRIVER=<path>, so that no odbcinst.ini is needed."""
    for pattern in _DRIVERS:
        for found in sorted(Path("/").glob(pattern.lstrip("/"))):
            return str(found)
    raise Missing(
        "psqlODBC is not installed: apt install odbc-postgresql, or brew install psqlodbc"
    )


def _server_folders() -> list[Path]:
    folders = [one for pattern in _SERVER_FOLDERS for one in Path("/").glob(pattern.lstrip("/"))]
    if on_path := shutil.which("postgres"):
        folders.append(Path(on_path).resolve().parent)
    return [one for one in folders if (one / "initdb").exists() and (one / "pg_ctl").exists()]


def _major(folder: Path) -> int:
    """The version of a folder's server: from its name, e.g. 15 of /usr/lib/postgresql/15/bin, or
    by asking it; 0 when it will not tell."""
    numbers = re.findall(r"(?:postgresql@?|pgsql-)/?(\d+)", str(folder.resolve()))
    if not numbers:
        command = [str(folder / "postgres"), "--version"]
        told = subprocess.run(command, capture_output=True, text=True, check=False).stdout
        numbers = re.findall(r"(\d+)\.", told)
    return int(numbers[-1]) if numbers else 0
