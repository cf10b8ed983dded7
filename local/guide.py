"""What is printed when everything runs."""

from __future__ import annotations

from local.demo_env import Credentials
from local.places import DEMO, STATE
from local.tiers import Ports

_TEXT = """
Xporter serves {base}
Try it in another terminal:

  {token}

  {users}
"""
_PLACES = """
These credentials are in {demo}; logs are in {logs}/*.log. Ctrl-C stops everything.
"""


def guide(ports: Ports, credentials: Credentials) -> str:
    """How to try it, and where to look."""
    return first_calls(ports, credentials) + _PLACES.format(demo=DEMO, logs=STATE)


def first_calls(ports: Ports, credentials: Credentials) -> str:
    """Two curl lines that work when pasted."""
    base = ports.base_url
    login = f"{credentials.client_id}:{credentials.client_secret}"
    token = f"curl -s -X POST -u '{login}' {base}/token"
    extract = """sed 's/.*"access_token": *"//; s/".*//'"""
    users = f"curl -s -H \"Authorization: Bearer $({token} | {extract})\" '{base}/users?limit=2'"
    return _TEXT.format(base=base, token=token, users=users)
