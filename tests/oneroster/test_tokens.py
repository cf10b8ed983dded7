"""What real consumers need of the full profile's tokens."""

from __future__ import annotations

from contextlib import closing
from typing import Any

import pytest
import requests

from admin import relying_parties
from admin.connection import connect
from tests.oneroster.conftest import ONEROSTER, at
from tests.stack import SECONDARY, Client, Stack

FORM = {"grant_type": "client_credentials"}


def ask_token(client: Client, **arguments: Any) -> requests.Response:
    path = arguments.pop("path", "/token")
    return requests.post(client.base + path, timeout=30, allow_redirects=False, **arguments)


def test_the_token_of_a_revoked_relying_party_reads_no_record_and_no_page(stack: Stack) -> None:
    client = at(stack, ONEROSTER, stack.client("Revoked", (SECONDARY,)))
    paths = ("/orgs", f"/orgs/{SECONDARY}")
    assert [client.get(path).status_code for path in paths] == [200, 200]
    with closing(connect(stack.database)) as connection:
        relying_parties.revoke(connection, "Revoked")
    assert [client.get(path).status_code for path in paths] == [401, 401]


def test_roster_readonly_includes_the_plain_reads(narrow: dict[str, Client]) -> None:
    assert narrow["roster"].get("/teachers?limit=1").status_code == 200
    assert narrow["roster"].get("/demographics").status_code == 403


def test_wrong_credentials_are_a_401_in_json(roster: Client) -> None:
    reply = ask_token(roster, auth=(roster.client_id, "wrong"))
    assert (reply.status_code, reply.json()["error"]) == (401, "invalid_client")


@pytest.mark.parametrize("authorization", [None, "Bearer forged", "Basic eDp5", "OAuth x"])
def test_without_good_credentials_a_call_is_a_401_with_challenges(
    roster: Client, authorization: str | None
) -> None:
    headers = {"Authorization": authorization} if authorization else {}
    reply = requests.get(f"{roster.base}/users", headers=headers, timeout=30)
    assert (reply.status_code, reply.json()["imsx_codeMinor"]) == (401, "unauthorized")
    assert reply.headers["WWW-Authenticate"].startswith("Bearer ")
