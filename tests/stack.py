"""Xporter as `make run` starts it: both tiers in gunicorn, as shipped, over a real database.

Fixtures: `stack` is one that all tests share and only read; `own_stack` is a test's own, to break.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

import pytest
import requests

from admin import relying_parties
from admin.connection import connect
from admin.importing import import_set
from bench.generate_district import generate
from bench.sizes import Size
from functions.key_file import load_keys
from local.places import SAMPLE
from local.ports import free_port
from local.processes import Program
from local.tiers import BASE_PATH, Ports, functions_ready, functions_tier, web_ready, web_tier
from tests.databases import apply_to, without_login
from tests.logs import SECRETS
from tests.tier import Tier

# The sample's schools, by what they are.
SECONDARY, PRIMARY, SIXTH_FORM = "x7WBFTL7C", "xYB21IREG", "xPS4INHJ9"
SAMPLE_FEED = "secondary-school"


@dataclass(frozen=True)
class Client:
    """A relying party at work: it asks with its own token, which `token_path` gives."""

    base: str
    client_id: str
    client_secret: str
    token_path: str = "/token"
    session: requests.Session = field(default_factory=requests.Session, repr=False)

    def token(self) -> str:
        reply = self.session.post(
            self.base + self.token_path, auth=(self.client_id, self.client_secret), timeout=30
        )
        return str(reply.json()["access_token"])

    def get(self, path: str, **arguments: Any) -> requests.Response:
        return self.ask("GET", path, **arguments)

    def ask(self, method: str, path: str, **arguments: Any) -> requests.Response:
        headers = {**self.headers(), **arguments.pop("headers", {})}
        return self.session.request(
            method,
            self.base + path,
            headers=headers,
            timeout=60,
            allow_redirects=False,
            **arguments,
        )

    def records(self, path: str, **arguments: Any) -> list[dict[str, Any]]:
        """The list of a collection; the reply must have nothing else."""
        (listed,) = self.get(path, **arguments).json().values()
        found: list[dict[str, Any]] = listed
        return found

    def headers(self) -> dict[str, str]:
        """What a request with the token carries."""
        kept = self.session.headers.get("Authorization")
        if kept is None:
            kept = self.session.headers["Authorization"] = f"Bearer {self.token()}"
        return {"Authorization": str(kept)}


@dataclass(frozen=True)
class Stack:
    """A running Xporter. `trust` may see the whole sample, `primary` only its primary school,
    `stranger` only another district."""

    ports: Ports
    database: str
    key_file: Path
    folder: Path
    functions: Tier
    web: Tier
    trust: Client
    primary: Client
    stranger: Client

    @property
    def base(self) -> str:
        return self.ports.base_url

    def log(self, tier: str) -> str:
        """What a tier ("web" or "functions") has written so far."""
        return (self.folder / f"{tier}.log").read_text(errors="replace")

    @property
    def origin(self) -> str:
        return self.base.removesuffix(BASE_PATH)

    def client(
        self, name: str, schools: tuple[str, ...], scopes: Collection[str] | None = None
    ) -> Client:
        """A new relying party that these schools authorise; `scopes` are short names."""
        with closing(connect(self.database)) as connection:
            keys = load_keys(str(self.key_file))
            made = relying_parties.create(connection, keys, name, schools, scopes)
        SECRETS.add(made.client_secret)
        return Client(self.base, made.client_id, made.client_secret)


@pytest.fixture(scope="session")
def stack(
    stack_database: str, app_login: str, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Stack]:
    with ExitStack() as cleanup:
        folder = tmp_path_factory.mktemp("stack")
        yield start_stack(stack_database, app_login, key_file, folder, cleanup)


@pytest.fixture
def own_stack(own_database: str, app_login: str, key_file: Path, tmp_path: Path) -> Iterator[Stack]:
    with ExitStack() as cleanup:
        yield start_stack(own_database, app_login, key_file, tmp_path, cleanup)


def start_stack(
    database: str, login: str, key_file: Path, folder: Path, cleanup: ExitStack, **settings: str
) -> Stack:
    """Fills the database with two feeds, lets `login` (a connection string's UID and PWD) into it,
    and starts both tiers; `settings` go into their environments. `cleanup` stops them."""
    user = dict(part.split("=", 1) for part in login.split(";"))["UID"]
    other = folder / "other-district"
    generate(other, "other", Size(schools=1, students=40, teachers=5))
    apply_to(database, grant_to=user)
    with closing(connect(database)) as connection:
        import_set(connection, SAMPLE, SAMPLE_FEED)
        import_set(connection, other, "other-district")
    ports = Ports(web=free_port(), functions=free_port())
    environ = {
        "SQL_CONNECTION_STRING": f"{without_login(database)};{login}",
        "XPORTER_TOKEN_KEYS": str(key_file),
        # Tests show many wrong credentials, all from one address.
        "XPORTER_TOKEN_FAILURES": "100000",
        **settings,
    }
    functions = _tier(functions_tier(ports, core_tools=False), environ, folder / "functions.log")
    web = _tier(web_tier(ports), environ, folder / "web.log")
    for tier in (functions, web):
        tier.start()
        cleanup.callback(tier.kill)
    functions.wait_until(lambda: functions_ready(ports))
    web.wait_until(lambda: web_ready(ports))
    nobody = Client(ports.base_url, "", "")
    bare = Stack(ports, database, key_file, folder, functions, web, nobody, nobody, nobody)
    return replace(
        bare,
        trust=bare.client("Trust", (SECONDARY, PRIMARY, SIXTH_FORM)),
        primary=bare.client("Primary", (PRIMARY,)),
        stranger=bare.client("Stranger", tuple(_schools(database, "other-district"))),
    )


def _tier(program: Program, environ: dict[str, str], log: Path) -> Tier:
    return Tier(replace(program, environ={**program.environ, **environ}, log=log))


def _schools(database: str, feed: str) -> list[str]:
    with closing(connect(database)) as connection:
        rows = connection.execute(
            "select o.sourcedId from gcidm.orgs o join gcidm.feeds f on f.feedId = o.feedId "
            "where f.name = ? and o.type = 'school'",
            feed,
        ).fetchall()
    return [row[0] for row in rows]


__all__ = ["BASE_PATH", "Client", "Stack", "own_stack", "stack"]
