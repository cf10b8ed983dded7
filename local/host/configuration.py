"""What host.json, local.settings.json and the environment say about serving an app."""

from __future__ import annotations

import json
import os
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from local.host.errors import Refused

SCRIPT_FILE = "PYTHON_SCRIPT_FILE_NAME"
THREADS = "PYTHON_THREADPOOL_THREAD_COUNT"
PROCESSES = "FUNCTIONS_WORKER_PROCESS_COUNT"
BODY_LIMIT = "FUNCTIONS_REQUEST_BODY_SIZE_LIMIT"
KEY = "LOCAL_FUNCTION_KEY"
DEFAULT_PORT = 7071
DEFAULT_BODY_LIMIT = 104_857_600


@dataclass(frozen=True)
class Configuration:
    """How an app is served. `key` is empty when function keys are not checked, as `func start`
    does; sizes are in bytes."""

    root: Path
    route_prefix: str
    script_file: str
    port: int
    threads: int
    processes: int
    body_limit: int
    key: str


def read(root: Path, environ: Mapping[str, str], port: int = 0) -> Configuration:
    """The configuration of the app in `root`. Raises Refused naming the file and the value."""
    host = _json(root / "host.json", required=True)
    if host.get("version") != "2.0":
        raise Refused(f'host.json: version is {host.get("version")!r}; it must be "2.0"')
    settings = _json(root / "local.settings.json", required=False)
    prefix = host.get("extensions", {}).get("http", {}).get("routePrefix", "api")
    return Configuration(
        root=root,
        route_prefix=prefix.strip("/"),
        script_file=environ.get(SCRIPT_FILE) or "function_app.py",
        port=port or settings.get("Host", {}).get("LocalHttpPort", DEFAULT_PORT),
        threads=_number(environ, THREADS, min(32, (os.cpu_count() or 1) + 4)),
        processes=_number(environ, PROCESSES, 1),
        body_limit=_number(environ, BODY_LIMIT, DEFAULT_BODY_LIMIT),
        key=environ.get(KEY, ""),
    )


def local_settings(root: Path) -> dict[str, str]:
    """The Values of local.settings.json: environment variables of the app, unless set already."""
    settings = _json(root / "local.settings.json", required=False)
    if settings.get("IsEncrypted"):
        raise Refused("local.settings.json is encrypted; set IsEncrypted to false")
    values = settings.get("Values", {})
    for name, value in values.items():
        if not isinstance(value, str):
            raise Refused(f"local.settings.json: {name} is {value!r}; it must be a string")
    return dict(values)


def _json(path: Path, *, required: bool) -> dict[str, Any]:
    if not path.exists():
        if required:
            raise Refused(f"there is no {path.name} in {path.parent}: not a Functions app")
        return {}
    try:
        content = json.loads(path.read_text(encoding="utf-8"))
    except ValueError as error:
        raise Refused(f"{path.name} is not JSON: {error}") from None
    if not isinstance(content, dict):
        raise Refused(f"{path.name} holds no JSON object")
    return content


def _number(environ: Mapping[str, str], name: str, default: int) -> int:
    text = environ.get(name, "")
    if not text:
        return default
    if not (text.isascii() and text.isdigit() and int(text)):
        raise Refused(f"{name} is {text!r}; it must be a whole number of 1 or more")
    return int(text)
