"""The generated passwords of a cluster's logins, in a file for our eyes only."""

from __future__ import annotations

import json
import secrets
from pathlib import Path

from local.homes import write


class Passwords:
    """A JSON object from login to password."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def of(self, login: str) -> str:
        """Raises KeyError for a login that was not made here."""
        return self._known()[login]

    def make(self, login: str) -> str:
        """A new password for the login, kept before anybody uses it."""
        known = {**self._known(), login: secrets.token_urlsafe(24)}
        write(self._path, json.dumps(known))
        return known[login]

    def _known(self) -> dict[str, str]:
        return dict(json.loads(self._path.read_text())) if self._path.exists() else {}
