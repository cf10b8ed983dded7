"""A second Xporter over the database of the shared stack: two more back-ends, and a web tier."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import requests

from admin import relying_parties
from admin.connection import connect
from local.ports import free_port
from local.processes import Program
from local.tiers import Ports, functions_ready, functions_tier, web_ready, web_tier
from tests.stack import PRIMARY, SECONDARY, SIXTH_FORM, Client, Stack, without_login
from tests.tier import Tier

TRUST = (SECONDARY, PRIMARY, SIXTH_FORM)
ONEROSTER = "/ims/oneroster/v1p1"
PAGE_SIZE = 50
FREE_GUESSES = 3
SETTINGS = {
    "XPORTER_PAGE_SIZE": str(PAGE_SIZE),
    "XPORTER_TOKEN_FAILURES": str(FREE_GUESSES),
    "XPORTER_TRUST_FORWARDED": "true",
    "WEB_CONCURRENCY": "1",
}


@dataclass(frozen=True)
class Second:
    """`functions` and `another` are back-ends; the web tier asks the first."""

    ports: Ports
    another: int

    def backend(self, target: str, token: str, *, another: bool = False) -> requests.Response:
        """A back-end, asked past the web tier; `target` is path and query below v1p1."""
        port = self.another if another else self.ports.functions
        headers = {"Authorization": f"Bearer {token}", "X-Public-Base": self.ports.base_url}
        url = f"http://127.0.0.1:{port}/api/v1p1{target}"
        return requests.get(url, headers=headers, timeout=30)


@pytest.fixture(scope="session")
def second(
    stack: Stack, app_login: str, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Second]:
    folder = tmp_path_factory.mktemp("second")
    environ = {
        "SQL_CONNECTION_STRING": f"{without_login(stack.database)};{app_login}",
        "XPORTER_TOKEN_KEYS": str(key_file),
        **SETTINGS,
    }
    ports = Ports(web=free_port(), functions=free_port())
    others = replace(ports, functions=free_port())
    with ExitStack() as cleanup:
        for program, ready in (
            (functions_tier(ports, core_tools=False), lambda: functions_ready(ports)),
            (functions_tier(others, core_tools=False), lambda: functions_ready(others)),
            (web_tier(ports), lambda: web_ready(ports)),
        ):
            tier = Tier(_own(program, environ, folder / f"{len(list(folder.iterdir()))}.log"))
            tier.start()
            cleanup.callback(tier.kill)
            tier.wait_until(ready)
        yield Second(ports, others.functions)


def _own(program: Program, environ: dict[str, str], log: Path) -> Program:
    return replace(program, environ={**program.environ, **environ}, log=log)


@pytest.fixture
def limited(stack: Stack, second: Second, request: pytest.FixtureRequest) -> Client:
    """A new relying party that asks the second Xporter in full OneRoster, with every scope of
    reading; the marker `limits(per_minute, exports)` says what it may."""
    per_minute, exports = request.node.get_closest_marker("limits").args
    name = request.node.name
    made = stack.client(name, TRUST, ("roster-core.readonly", "export.readonly"))
    with closing(connect(stack.database)) as connection:
        relying_parties.limit(connection, name, per_minute, exports)
    return replace(made, base=second.ports.oneroster_url, session=requests.Session())
