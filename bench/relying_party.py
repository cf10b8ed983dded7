"""Makes a relying party, with all that it can authenticate with."""

from __future__ import annotations

import json
import time
from http.client import HTTPConnection
from pathlib import Path

import pyodbc

from admin import relying_parties
from admin.relying_party_secrets import issue_consumer
from bench.authorize import authorize
from functions.key_file import load_keys
from functions.scopes import BY_NAME
from local.tiers import BASE_PATH

_SCHOOLS = """
select o.sourcedId from gcidm.orgs o join gcidm.feeds f on f.feedId = o.feedId
where f.name = ? and o.type = 'school'
"""


def make_relying_party(
    connection: pyodbc.Connection, key_file: Path, port: int, feed: str
) -> dict[str, tuple[str, ...]]:
    """A relying party with all scopes that all schools of the feed authorise, and its token of the
    web tier at `port`: what it shows, for each way to authenticate (bench/authorize.py)."""
    keys, name = load_keys(str(key_file)), f"bench {feed}"
    schools = [row[0] for row in connection.execute(_SCHOOLS, feed).fetchall()]
    made = relying_parties.create(connection, keys, name, schools, BY_NAME)
    consumer = issue_consumer(connection, keys, name, time.time())
    login = (made.client_id, made.client_secret)
    return {
        "bearer": (_token(port, login),),
        "basic": login,
        "oauth1": (consumer.oauth1_key, consumer.oauth1_secret),
    }


def _token(port: int, login: tuple[str, str]) -> str:
    headers = {"Authorization": authorize("basic", *login)("POST", "")}
    connection = HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("POST", f"{BASE_PATH}/token", headers=headers)
    token: str = json.load(connection.getresponse())["access_token"]
    connection.close()
    return token
