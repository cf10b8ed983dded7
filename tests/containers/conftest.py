"""The system of compose.yaml without Docker: the images' files and commands, on this machine."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from admin.connection import connect
from deploy.environment import environment
from local import homes
from local.places import ROOT
from local.ports import free_port
from local.processes import Program
from local.tiers import Ports, functions_ready, web_ready
from tests.containers.dockerfile import Stage, stages
from tests.tier import Tier

FUNCTIONS, WEB = stages("functions")["gunicorn"], stages("web")[""]
XPORTER = stages("xporter")[""]


@pytest.fixture(scope="session")
def compose() -> dict[str, Any]:
    """compose.yaml."""
    found: dict[str, Any] = yaml.safe_load((ROOT / "compose.yaml").read_text("utf-8"))
    return found


def python_of(stage: Stage) -> Path:
    """A Python with what the stage's image has, and nothing else."""
    return environment(sys.executable, *stage.requirements)


@dataclass(frozen=True)
class Place:
    """Where on this machine things are that the containers have elsewhere."""

    folder: Path
    ports: Ports

    def here(self, text: str) -> str:
        """A container's words with the folders, ports and names of this machine."""
        moved = {
            "/run/xporter-owner": str(self.folder / "owner"),
            "/run/xporter-app": str(self.folder / "app"),
            "http://functions:7071": f"http://127.0.0.1:{self.ports.functions}",
            "0.0.0.0": "127.0.0.1",
            "7071": str(self.ports.functions),
            "8080": str(self.ports.web),
        }
        for there, here in moved.items():
            text = text.replace(there, here)
        return text

    def environ(self, stage: Stage, service: dict[str, Any]) -> dict[str, str]:
        """What a service's container has in its environment."""
        python = python_of(stage)
        given = {**stage.environ, **service.get("environment", {})}
        settings = {name: self.here(str(value)) for name, value in given.items()}
        return {**settings, "PATH": f"{python.parent}{os.pathsep}{os.environ['PATH']}"}

    def run(self, stage: Stage, service: dict[str, Any], *more: str) -> str:
        """What a service prints that runs once, in the image's folder."""
        command = [self.here(word) for word in (*service["entrypoint"], *service["command"])]
        root = stage.assemble(self.folder / "xporter")
        environ = self.environ(stage, service) | {"PYTHONPATH": str(root)}
        done = subprocess.run(
            ["env", *command, *more], cwd=root, env=environ, capture_output=True, text=True
        )
        assert not done.returncode, done.stderr
        return done.stdout

    def tier(self, name: str, stage: Stage, service: dict[str, Any]) -> Tier:
        """A service's container as a program; not started."""
        root = stage.assemble(self.folder / name)
        command = ["env", "-C", str(root), *map(self.here, stage.command)]
        environ = self.environ(stage, service)
        return Tier(Program(name, command, environ, self.folder / f"{name}.log"))


@dataclass(frozen=True)
class Composed:
    """The running system; `said` is what the service `prepare` printed."""

    place: Place
    said: str
    functions: Tier
    web: Tier


@pytest.fixture(scope="session")
def composed(
    compose: dict[str, Any], container_database: str, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Composed]:
    place = Place(tmp_path_factory.mktemp("compose"), Ports(free_port(), free_port()))
    services = compose["services"]
    for folder in ("owner", "app"):
        (place.folder / folder).mkdir(mode=0o700)
    server = dict(part.split("=", 1) for part in container_database.split(";"))
    place.run(
        XPORTER,
        services["secrets"],
        *("--server", server["SERVER"], "--port", server["PORT"]),
        *("--database", server["DATABASE"]),
    )
    # The server is there already, and so is its owner.
    homes.write(place.folder / "owner" / "connection-string", container_database)
    with ExitStack() as cleanup:
        cleanup.callback(_drop_login, container_database)
        said = place.run(XPORTER, services["prepare"])
        functions = place.tier("functions", FUNCTIONS, services["functions"])
        web = place.tier("web", WEB, services["web"])
        for tier in (functions, web):
            tier.start()
            cleanup.callback(tier.kill)
        functions.wait_until(lambda: functions_ready(place.ports))
        web.wait_until(lambda: web_ready(place.ports))
        yield Composed(place, said, functions, web)


def _drop_login(database: str) -> None:
    connection = connect(database)
    connection.execute("drop owned by xporter_app")
    connection.execute("drop role xporter_app")
    connection.commit()
    connection.close()
