"""The two tiers as programs to run, and how to see that they are ready."""

from __future__ import annotations

import json
import os
import shutil
import sys
from dataclasses import dataclass
from http.client import HTTPConnection, HTTPException
from pathlib import Path

from local.places import SETTINGS, STATE
from local.processes import Program

BASE_PATH = "/api/ims/oneroster/v1p1"
ONEROSTER_PATH = "/ims/oneroster/v1p1"
SCHOOL_PATH = f"{BASE_PATH}/school"
UNAUTHORIZED = 401
OK = 200


class NoCoreTools(Exception):
    """`func` was asked for and is not on the PATH."""


@dataclass(frozen=True)
class Ports:
    web: int = 8080
    functions: int = 7071

    @property
    def base_url(self) -> str:
        """What integrators call."""
        return f"http://localhost:{self.web}{BASE_PATH}"

    @property
    def oneroster_url(self) -> str:
        """OneRoster 1.1 in full."""
        return f"http://localhost:{self.web}{ONEROSTER_PATH}"

    @property
    def school_url(self) -> str:
        """One school's rosters."""
        return f"http://localhost:{self.web}{SCHOOL_PATH}"


def functions_tier(ports: Ports, *, core_tools: bool) -> Program:
    """The Functions host: our stand-in, or Azure Functions Core Tools."""
    name, log = "the Functions host", STATE / "functions.log"
    if not core_tools:
        command = [sys.executable, "-m", "local.host", "--port", str(ports.functions)]
        return Program(name, command, {}, log)
    func = shutil.which("func")
    if func is None:
        raise NoCoreTools("func is not installed: npm install -g azure-functions-core-tools@4")
    # It runs the python that is first on the PATH.
    path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ.get('PATH', '')}"
    return Program(name, [func, "start", "--port", str(ports.functions)], {"PATH": path}, log)


def web_tier(ports: Ports) -> Program:
    """gunicorn with Xporter Web."""
    gunicorn = str(Path(sys.executable).with_name("gunicorn"))
    bind = f"127.0.0.1:{ports.web}"
    command = [gunicorn, "-c", "web/gunicorn_conf.py", "-b", bind, "web.wsgi:app"]
    environ = {
        **_local_values(),
        "XPORTER_BACKEND_URL": f"http://127.0.0.1:{ports.functions}/api",
        "XPORTER_PUBLIC_URL": f"http://localhost:{ports.web}",
    }
    return Program("Xporter Web", command, environ, STATE / "web.log")


def _local_values() -> dict[str, str]:
    """What local.settings.json says and the environment does not: the Functions host reads it by
    itself, Xporter Web does not."""
    values = json.loads(SETTINGS.read_text("utf-8"))["Values"] if SETTINGS.exists() else {}
    return {name: value for name, value in values.items() if name not in os.environ}


def functions_ready(ports: Ports) -> bool:
    """A call without a token is refused by the app itself, so it is loaded."""
    return _status(ports.functions, "/api/v1p1/orgs") == UNAUTHORIZED


def web_ready(ports: Ports) -> bool:
    return _status(ports.web, f"{BASE_PATH}/version") == OK


def _status(port: int, path: str) -> int:
    """The reply's status, 0 when nobody answers."""
    connection = HTTPConnection("127.0.0.1", port, timeout=5)
    try:
        connection.request("GET", path)
        return connection.getresponse().status
    except (OSError, HTTPException):
        return 0
    finally:
        connection.close()
