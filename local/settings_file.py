"""local.settings.json: what the back-end and the command line `xporter` need on this machine."""

from __future__ import annotations

import json

from local import homes
from local.cluster import OWNER, Cluster
from local.places import SETTINGS, SETTINGS_EXAMPLE

DATABASE = "xporter"
LOGIN = "xporter_app"


def ensure(cluster: Cluster) -> None:
    """Writes the file when there is none, else only puts in what is missing or out of date.

    A connection string to another database than ours is its owner's choice and stays.
    """
    path = SETTINGS if SETTINGS.exists() else SETTINGS_EXAMPLE
    content = json.loads(path.read_text(encoding="utf-8"))
    example = json.loads(SETTINGS_EXAMPLE.read_text(encoding="utf-8"))
    values = {**example["Values"], **content.get("Values", {})}
    for name, login in (("SQL_CONNECTION_STRING", LOGIN), ("ADMIN_SQL_CONNECTION_STRING", OWNER)):
        if not values[name] or _is_ours(values[name], login):
            values[name] = cluster.login_connection(login, DATABASE)
    homes.write(SETTINGS, json.dumps({**content, "Values": values}, indent=2) + "\n")


def _is_ours(connection: str, login: str) -> bool:
    return "SERVER=/" in connection and f"UID={login};" in connection
