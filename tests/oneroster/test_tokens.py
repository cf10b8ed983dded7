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


@pytest.mark.parametrize(
    "arguments",
    [
        {"data": FORM},
        {},
        {"params": FORM},
        {"path": "/Token/"},
        {"path": "/oauth/token"},
        {"path": "//token/", "data": FORM},
        {"headers": {"Accept": "application/json", "Content-Type": "text/plain"}},
    ],
)
def test_a_token_is_given_to_basic_credentials_in_every_form(
    roster: Client, arguments: dict[str, Any]
) -> None:
    basic = (roster.client_id, roster.client_secret)
    reply = ask_token(roster, auth=basic, **arguments)
    assert reply.status_code == 200
    assert reply.json()["token_type"] == "Bearer"
    assert reply.json()["expires_in"] == 3600
    assert "scope" not in reply.json()
    bearer = {"Authorization": f"bearer {reply.json()['access_token']}"}
    assert requests.get(f"{roster.base}/orgs", headers=bearer, timeout=30).status_code == 200


def test_the_token_of_a_revoked_relying_party_reads_no_record_and_no_page(stack: Stack) -> None:
    client = at(stack, ONEROSTER, stack.client("Revoked", (SECONDARY,)))
    paths = ("/orgs", f"/orgs/{SECONDARY}")
    assert [client.get(path).status_code for path in paths] == [200, 200]
    with closing(connect(stack.database)) as connection:
        relying_parties.revoke(connection, "Revoked")
    assert [client.get(path).status_code for path in paths] == [401, 401]


def test_credentials_may_stand_in_the_form(stack: Stack, roster: Client) -> None:
    form = {**FORM, "client_id": roster.client_id, "client_secret": roster.client_secret}
    assert ask_token(roster, data=form).status_code == 200
    root = requests.post(stack.origin + "/oauth/token", data=form, timeout=30)
    assert root.status_code == 200


def test_the_reply_tells_the_scopes_that_were_asked_and_granted(
    narrow: dict[str, Client],
) -> None:
    client = narrow["roster"]
    base = "https://purl.imsglobal.org/spec/or/v1p1/scope/"
    asked = f"{base}roster.readonly {base}gradebook.createput"
    basic = (client.client_id, client.client_secret)
    for where in ("data", "params"):
        reply = ask_token(client, auth=basic, **{where: {"scope": asked}})
        assert reply.json()["scope"] == f"{base}roster.readonly"


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
