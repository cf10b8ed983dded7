"""The command line's settings: the environment first, then the `Values` of local.settings.json."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from shared.settings import SettingsError, load, setting


@dataclass(frozen=True)
class AdminSettings:
    """What every command needs that talks to the database."""

    sql_connection_string: str = setting("ADMIN_SQL_CONNECTION_STRING")


@dataclass(frozen=True)
class ImportSettings:
    """How much of a school's users, classes or enrollments an import may delete, in percent."""

    max_deletions: int = setting("XPORTER_MAX_DELETIONS", default=10)


@dataclass(frozen=True)
class PullSettings:
    """As whom another provider is asked."""

    client_id: str = setting("XPORTER_PULL_CLIENT_ID", default="")
    secret: str = setting("XPORTER_PULL_SECRET", default="")


def admin_settings(environ: Mapping[str, str], folder: Path) -> AdminSettings:
    """The settings of `environ`, completed from `folder`/local.settings.json when there is one.

    Raises SettingsError naming what is missing or unreadable.
    """
    return load(AdminSettings, environment(environ, folder))


def environment(environ: Mapping[str, str], folder: Path) -> dict[str, str]:
    """`environ` over the `Values` of `folder`/local.settings.json, the Functions tools' file."""
    set_here = {name: value for name, value in environ.items() if value}
    return {**_local_values(folder / "local.settings.json"), **set_here}


def _local_values(path: Path) -> dict[str, str]:
    if not path.is_file():
        return {}
    try:
        values = json.loads(path.read_text("utf-8"))["Values"]
        return {str(name): str(value) for name, value in values.items()}
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        raise SettingsError(f'{path} is not a JSON object with an object "Values"') from None
