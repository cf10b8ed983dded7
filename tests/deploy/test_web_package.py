"""Xporter Web from its package, started as App Service starts it, before a running back-end."""

from __future__ import annotations

import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

from deploy.packages import ROOT
from local.ports import free_port
from local.processes import Program
from local.tiers import BASE_PATH, Ports, web_ready
from tests.stack import Client, Stack
from tests.tier import Tier


def start_command() -> str:
    """What the templates have App Service run."""
    bicep = (ROOT / "infra" / "web.bicep").read_text("utf-8")
    (command,) = re.findall(r"appCommandLine: '(.*)'", bicep)
    return str(command)


@pytest.fixture
def packed_web(
    stack: Stack, web_root: Path, web_python: Path, tmp_path: Path
) -> Iterator[tuple[Client, Tier]]:
    """The trust's client at an Xporter Web out of the package, in a script as App Service's."""
    port = free_port()
    command = start_command().replace("0.0.0.0:8000", f"127.0.0.1:{port}")
    assert str(port) in command
    environ = {
        "PATH": f"{web_python.parent}{os.pathsep}{os.environ['PATH']}",
        "XPORTER_BACKEND_URL": f"http://127.0.0.1:{stack.ports.functions}/api",
        "XPORTER_PUBLIC_URL": f"http://localhost:{port}",
        "GUNICORN_CMD_ARGS": f"--pid {tmp_path / 'pid'}",
    }
    script = tmp_path / "startup.sh"
    script.write_text(f'#!/bin/sh\ncd {web_root}\nPATH="$PATH:{web_root}" {command}\n')
    script.chmod(0o755)
    tier = Tier(Program("the package", [str(script)], environ, tmp_path / "log"))
    tier.start()
    try:
        ports = Ports(web=port)
        tier.wait_until(lambda: web_ready(ports))
        yield Client(ports.base_url, stack.trust.client_id, stack.trust.client_secret), tier
    finally:
        tier.kill()


def test_the_web_package_serves_what_make_run_serves(
    stack: Stack, packed_web: tuple[Client, Tier]
) -> None:
    client, _ = packed_web
    here = stack.ports.base_url.removesuffix(BASE_PATH)
    there = client.base.removesuffix(BASE_PATH)
    packed = client.get("/users?limit=5")
    assert (packed.status_code, len(packed.json()["users"])) == (200, 5)
    assert packed.text.replace(there, here) == stack.trust.get("/users?limit=5").text


def test_the_process_that_the_platform_ends_is_gunicorn_itself(
    packed_web: tuple[Client, Tier], tmp_path: Path
) -> None:
    _, tier = packed_web
    assert int((tmp_path / "pid").read_text()) == tier.pid
