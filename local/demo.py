"""What a new database is filled with: the SQL files, the sample school, a demo relying party.

Everything goes through the command line `xporter`, as an operator would do it.
"""

from __future__ import annotations

import json
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path

from local import homes
from local.cluster import Cluster
from local.places import DEMO, ROOT, SAMPLE, TOKEN_KEYS
from local.processes import environment
from local.settings_file import DATABASE, LOGIN

NAME = "Demo"
_SCHOOLS = "select sourcedId from gcidm.orgs where type = 'school' and status = 'active'"


class CommandFailed(Exception):
    """An `xporter` command did not succeed; it has said why."""


@dataclass(frozen=True)
class Credentials:
    """What the demo relying party authenticates with."""

    client_id: str
    client_secret: str


def apply_database() -> None:
    """Creates or upgrades everything in the database, and lets the back-end's login in."""
    _xporter("database", "apply", "--grant-to", LOGIN)


def ensure_keys() -> None:
    if not TOKEN_KEYS.exists():
        _xporter("keys", "create", str(TOKEN_KEYS))


def is_empty(cluster: Cluster) -> bool:
    return cluster.sql("select count(*) from gcidm.orgs", DATABASE) == "0"


def import_sample() -> None:
    """Shows its progress on our terminal."""
    subprocess.run(_command("import", str(SAMPLE)), cwd=ROOT, env=environment({}), check=True)


def ensure_relying_party(cluster: Cluster, base_url: str) -> Credentials:
    """The demo relying party, authorised by every school; its credentials stand in demo.env."""
    known = _read_demo()
    made = known or (_renewed() if _exists() else _created(cluster))
    lines = {"BASE_URL": base_url, "CLIENT_ID": made.client_id, "CLIENT_SECRET": made.client_secret}
    homes.write(DEMO, "".join(f"{name}={value}\n" for name, value in lines.items()))
    return made


def _read_demo() -> Credentials | None:
    if not DEMO.exists():
        return None
    values = dict(line.split("=", 1) for line in DEMO.read_text().splitlines() if "=" in line)
    if not values.get("CLIENT_ID") or not values.get("CLIENT_SECRET"):
        return None
    return Credentials(values["CLIENT_ID"], values["CLIENT_SECRET"])


def _exists() -> bool:
    known = json.loads(_xporter("relying-party", "list", "--json"))
    return any(one["name"] == NAME for one in known)


def _created(cluster: Cluster) -> Credentials:
    schools = cluster.sql(_SCHOOLS, DATABASE).splitlines()
    options = [word for school in schools for word in ("--school", school)]
    return _credentials(_xporter("relying-party", "create", NAME, *options, "--json"))


def _renewed() -> Credentials:
    options = ("--keep-old", "0", "--json")
    return _credentials(_xporter("relying-party", "rotate-secret", NAME, *options))


def _credentials(printed: str) -> Credentials:
    made = json.loads(printed)
    return Credentials(made["client_id"], made["client_secret"])


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
    return [str(Path(sys.executable).with_name("xporter")), *arguments]
