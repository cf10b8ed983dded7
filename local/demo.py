"""What a new database is filled with: the SQL files, the sample school, a demo relying party.

Everything goes through the command line `xporter`, as an operator would do it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from typing import Any, Protocol

from local.demo_env import Credentials, read_demo, write_demo
from local.places import DEMO, ROOT, SAMPLE, TOKEN_KEYS
from local.processes import environment
from local.settings_file import DATABASE, LOGIN
from local.tiers import Ports

NAME = "Demo"
_SCHOOLS = "select sourcedId from gcidm.orgs where type = 'school' and status = 'active'"
# As an integrator names a school, so only one that no other school has.
_ESTAB = (
    "select identifier from gcidm.orgs where type = 'school' and status = 'active'"
    " group by identifier having count(identifier) = 1 order by max(name) desc limit 1"
)


class Answers(Protocol):
    """A database server that is asked by its owner: rows as lines, columns split by |."""

    def sql(self, text: str, database: str = ..., /) -> str: ...


class CommandFailed(Exception):
    """An `xporter` command did not succeed; it has said why."""


def apply_database() -> None:
    """Creates or upgrades everything in the database, and lets the back-end's login in."""
    _xporter("database", "apply", "--grant-to", LOGIN)


def ensure_keys() -> None:
    if not TOKEN_KEYS.exists():
        _xporter("keys", "create", str(TOKEN_KEYS))


def is_empty(cluster: Answers) -> bool:
    return cluster.sql("select count(*) from gcidm.orgs", DATABASE) == "0"


def import_sample() -> None:
    """Shows its progress on our terminal."""
    subprocess.run(_command("import", str(SAMPLE)), cwd=ROOT, env=environment({}), check=True)


def ensure_relying_party(cluster: Answers, ports: Ports) -> Credentials:
    """The demo relying party, authorised by every school and granted everything; all that it needs
    stands in demo.env."""
    made = read_demo(DEMO) or _made(cluster)
    write_demo(DEMO, made, ports)
    return made


def _made(cluster: Answers) -> Credentials:
    """New credentials of every kind, for a relying party that may be there already."""
    schools = cluster.sql(_SCHOOLS, DATABASE).splitlines()
    client = _renewed() if _exists() else _created(schools)
    consumer = _answer("oauth1", NAME)
    school = _answer("authorise", NAME, cluster.sql(_ESTAB, DATABASE) or schools[0])
    return Credentials(
        client_id=client["client_id"],
        client_secret=client["client_secret"],
        oauth1_key=consumer["oauth1_key"],
        oauth1_secret=consumer["oauth1_secret"],
        school_rp=school["rp"],
        school_estab=school["estab"],
        school_secret=school["shared_secret"],
    )


def _exists() -> bool:
    return any(one["name"] == NAME for one in _answer("list"))


def _created(schools: list[str]) -> dict[str, str]:
    options = [word for school in schools for word in ("--school", school)]
    made: dict[str, str] = _answer("create", NAME, *options, "--scope", "all")
    return made


def _renewed() -> dict[str, str]:
    _xporter("relying-party", "grant", NAME, "--scope", "all")
    made: dict[str, str] = _answer("rotate-secret", NAME, "--keep-old", "0")
    return made


def _answer(command: str, *arguments: str) -> Any:
    """What `xporter relying-party` prints for scripts."""
    return json.loads(_xporter("relying-party", command, *arguments, "--json"))


def _xporter(*arguments: str) -> str:
    """What `xporter` prints. Raises CommandFailed with its complaint."""
    command = _command(*arguments)
    done = subprocess.run(
        command,
        cwd=ROOT,
        env=environment({}),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        text=True,
    )
    if done.returncode:
        raise CommandFailed(f"xporter {' '.join(arguments)} failed:\n{done.stderr.strip()}")
    return done.stdout


def _command(*arguments: str) -> list[str]:
    return [sys.executable, "-m", "admin", *arguments]
