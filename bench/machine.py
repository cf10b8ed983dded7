"""What kind of machine the figures are from."""

from __future__ import annotations

import os
import platform
import re
from datetime import date
from pathlib import Path


def describe(server: str) -> dict[str, str]:
    """Words for the report; `server` is the database server's version."""
    return {
        "date": date.today().isoformat(),
        "processor": processor(Path("/proc/cpuinfo").read_text()),
        "cores": str(len(os.sched_getaffinity(0))),
        "memory": memory(Path("/proc/meminfo").read_text()),
        "system": f"{platform.system()} {platform.release()}",
        "python": platform.python_version(),
        "server": server,
    }


def processor(cpuinfo: str) -> str:
    """The model's name, of the text of /proc/cpuinfo; ARM machines do not say it."""
    found = re.search(r"^model name\s*:\s*(.+)$", cpuinfo, re.MULTILINE)
    return found[1] if found else platform.machine()


def memory(meminfo: str) -> str:
    """`7.8 GB`, of the text of /proc/meminfo."""
    found = re.search(r"^MemTotal:\s*(\d+) kB", meminfo, re.MULTILINE)
    return f"{int(found[1]) / 1024**2:.1f} GB" if found else "unknown"
