"""Makes what `docker compose up` keeps secret, once: the database's passwords and the token keys.

python -m containers.make_secrets OWNER_FOLDER APP_FOLDER [--server S] [--port N] [--database D]

The owner's folder is for the database and whoever sets it up; the app's for the back-end.
"""

from __future__ import annotations

import argparse
import secrets
from pathlib import Path

from admin.key_files import create_key_file
from local import homes
from local.cluster import OWNER
from local.programs import odbc_driver
from local.settings_file import DATABASE, LOGIN

PASSWORD = "password"  # noqa: S105 # a file's name
CONNECTION = "connection-string"
TOKEN_KEYS = "token-keys.json"  # noqa: S105 # a file's name


def main() -> None:
    """Leaves alone what is there."""
    arguments = _arguments()
    server = f"SERVER={arguments.server};PORT={arguments.port};DATABASE={arguments.database}"
    owners, apps = arguments.owner_folder, arguments.app_folder
    if not (owners / CONNECTION).exists():
        password = secrets.token_urlsafe(24)
        homes.write(owners / PASSWORD, password)
        homes.write(owners / CONNECTION, _connection(server, OWNER, password))
    if not (apps / CONNECTION).exists():
        homes.write(apps / CONNECTION, _connection(server, LOGIN, secrets.token_urlsafe(24)))
    if not (apps / TOKEN_KEYS).exists():
        create_key_file(apps / TOKEN_KEYS)


def _connection(server: str, login: str, password: str) -> str:
    return f"DRIVER={odbc_driver()};{server};UID={login};PWD={password}"


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m containers.make_secrets")
    parser.add_argument("owner_folder", type=Path)
    parser.add_argument("app_folder", type=Path)
    parser.add_argument("--server", default="database")
    parser.add_argument("--port", default="5432")
    parser.add_argument("--database", default=DATABASE)
    return parser.parse_args()


if __name__ == "__main__":
    main()
