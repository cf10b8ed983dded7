"""Consumer keys, and requests that are sent as they were signed."""

from __future__ import annotations

import time
from contextlib import closing

import requests

from admin.connection import connect
from admin.relying_parties import list_all
from admin.relying_party_secrets import Consumer, issue_consumer
from functions.key_file import load_keys
from tests.stack import Client, Stack


def consumer_of(stack: Stack, client: Client) -> Consumer:
    """A new consumer key of the relying party behind `client`."""
    with closing(connect(stack.database)) as connection:
        (name,) = (one.name for one in list_all(connection) if one.client_id == client.client_id)
        return issue_consumer(connection, load_keys(str(stack.key_file)), name, time.time())


def send(
    url: str, headers: dict[str, str], method: str = "GET", body: str = ""
) -> requests.Response:
    """The request exactly as it is written."""
    prepared = requests.Request(method, url, headers=headers, data=body or None).prepare()
    prepared.url = url
    return requests.Session().send(prepared, timeout=30, allow_redirects=False)
