"""How consumers prove who they are, and plain servers do not let them in."""

from __future__ import annotations

import re
import secrets
import time
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from admin.relying_party_secrets import Consumer
from local.ports import free_port
from local.tiers import Ports, web_ready, web_tier
from tests.oauth1.signer import Client as Signer
from tests.oneroster.asking import IMSX, total
from tests.oneroster.calls import PERIOD
from tests.oneroster.signing import consumer_of, send
from tests.stack import Client, Stack
from tests.tier import Tier

FORM = {"grant_type": "client_credentials"}
SCOPE = "https://purl.imsglobal.org/spec/or/v1p1/scope/"
SAFE = re.compile(r"[A-Za-z0-9_-]+")


def ask_token(client: Client, **arguments: Any) -> requests.Response:
    path = arguments.pop("path", "/token")
    return requests.post(client.base + path, timeout=30, allow_redirects=False, **arguments)


def percent_encoded(text: str) -> str:
    return "".join(f"%{ord(character):02x}" for character in text)


@pytest.mark.parametrize(
    "arguments",
    [
        {"data": FORM},
        {},
        {"data": "scope=", "headers": {"Content-Type": "application/x-www-form-urlencoded"}},
        {"headers": {"Accept": "application/json", "Content-Type": "text/plain"}},
        {"json": FORM},
        {"params": {**FORM, "scope": SCOPE + "roster-core.readonly"}},
        {"path": "/Token"},
        {"path": "/token/", "data": FORM},
        {"path": "//TOKEN//"},
        {"path": "/oauth/token", "data": FORM},
        {"encoded": True, "data": FORM},
        {"form": True, "data": FORM},
        {"form": True, "data": {**FORM, "scope": SCOPE + "roster-core.readonly"}},
    ],
)
def test_credentials_get_a_token_in_every_form_in_which_they_come(
    stack: Stack, roster: Client, arguments: dict[str, Any]
) -> None:
    shown = (roster.client_id, roster.client_secret)
    given = dict(arguments)
    if given.pop("form", False):
        given["data"] = {**given["data"], "client_id": shown[0], "client_secret": shown[1]}
    elif given.pop("encoded", False):
        given["auth"] = (percent_encoded(shown[0]), percent_encoded(shown[1]))
    else:
        given["auth"] = shown
    reply = ask_token(roster, **given)
    assert reply.status_code == 200
    assert reply.json()["access_token"]


def test_ids_and_secrets_are_the_same_url_encoded_and_not(
    stack: Stack, roster: Client, narrow: dict[str, Client]
) -> None:
    clients = (stack.trust, stack.primary, stack.stranger, roster, *narrow.values())
    made = [text for client in clients for text in (client.client_id, client.client_secret)]
    consumer = consumer_of(stack, stack.trust)
    assert all(SAFE.fullmatch(one) for one in (*made, consumer.oauth1_key, consumer.oauth1_secret))


def test_a_body_that_comes_with_a_get_does_no_harm(roster: Client) -> None:
    assert roster.get("/orgs", data=FORM).content == roster.get("/orgs").content


@pytest.mark.parametrize(
    ("asked", "told"),
    [
        ((), None),
        (("roster.readonly",), ["roster.readonly"]),
        (("roster-core.readonly",), ["roster-core.readonly"]),
        (
            ("roster-core.readonly", "roster.readonly"),
            ["roster-core.readonly", "roster.readonly"],
        ),
        (("roster.readonly", "gradebook.createput"), ["roster.readonly"]),
    ],
)
def test_a_token_reply_tells_type_lifetime_and_the_scopes_that_were_asked_and_granted(
    narrow: dict[str, Client], asked: tuple[str, ...], told: list[str] | None
) -> None:
    client = narrow["roster"]
    form = {**FORM, "scope": " ".join(SCOPE + one for one in asked)}
    reply = ask_token(client, auth=(client.client_id, client.client_secret), data=form).json()
    assert (reply["token_type"], reply["expires_in"]) == ("Bearer", 3600)
    assert set(reply) - {"scope"} == {"access_token", "token_type", "expires_in"}
    granted = sorted(reply["scope"].split()) if "scope" in reply else None
    assert granted == (told and [SCOPE + one for one in told])
    bearer = {"Authorization": f"Bearer {reply['access_token']}"}
    assert requests.get(client.base + "/orgs", headers=bearer, timeout=30).status_code == 200


@pytest.mark.parametrize("scheme", ["bearer", "BEARER", "Bearer"])
def test_the_scheme_of_a_bearer_token_is_read_in_any_letter_case(
    roster: Client, scheme: str
) -> None:
    authorization = f"{scheme} {roster.token()}"
    headers = {"Authorization": authorization}
    assert total(requests.get(f"{roster.base}/orgs", headers=headers, timeout=30)) > 0


@pytest.fixture(scope="module")
def consumer(stack: Stack, roster: Client) -> Consumer:
    return consumer_of(stack, roster)


@pytest.mark.parametrize("method", ["HMAC-SHA1", "HMAC-SHA256"])
@pytest.mark.parametrize(
    ("path", "habits"),
    [
        ("/gradingPeriods?offset=0&limit=100", {}),
        (f"/gradingPeriods/{PERIOD}", {}),
        ("/orgs", {"scheme": "OAuth,"}),
        ("/orgs", {"scheme": "OAuth, "}),
        ("/orgs", {"oauth": {"oauth_version": None}}),
        ("/orgs", {"oauth": {"oauth_callback": "about:blank"}}),
        ("/gradingperiods/", {}),
        ("//gradingPeriods?limit=5", {}),
        ("/users/?limit=1&filter=role%3D%27student%27", {}),
        ("/users?filter=familyName%3D%27O%27%27Sullivan%27%20AND%20role%3d%27parent%27", {}),
        ("/users?filter=role='parent'+and+givenName~'a'", {}),
        ("/orgs?x=a%20b&x=a%2Bb&limit=5", {}),
        ("/orgs?limit=5&filter=&sort=", {"signs_empty": True}),
        ("/orgs?limit=5&filter=&sort=", {"signs_empty": False}),
    ],
)
def test_a_signature_covers_the_address_as_it_was_sent_and_has_its_makers_habits(
    roster: Client, consumer: Consumer, path: str, habits: dict[str, Any], method: str
) -> None:
    signer = Signer(consumer.oauth1_key, consumer.oauth1_secret, method, int(time.time()))
    signer = replace(signer, nonce=secrets.token_hex(8), **habits)
    url = roster.base + path
    assert send(url, {"Authorization": signer.header("GET", url)}).status_code == 200


@pytest.fixture(scope="module")
def lonely_web(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Ports]:
    """The public tier, with nothing behind it."""
    ports = Ports(web=free_port(), functions=free_port())
    tier = Tier(replace(web_tier(ports), log=Path(tmp_path_factory.mktemp("lonely")) / "log"))
    with ExitStack() as cleanup:
        tier.start()
        cleanup.callback(tier.kill)
        tier.wait_until(lambda: web_ready(ports))
        yield ports


def test_each_refusal_has_its_own_status_and_an_outage_says_when_to_try_again(
    roster: Client, narrow: dict[str, Client], lonely_web: Ports
) -> None:
    nobody = requests.get(f"{roster.base}/users", timeout=30)
    scopeless = narrow["gradebook"].get("/users")
    unknown = roster.get("/users/unknown")
    outage = requests.get(f"{lonely_web.oneroster_url}/users", headers=roster.headers(), timeout=30)
    replies = (nobody, scopeless, unknown, outage)
    assert [reply.status_code for reply in replies] == [401, 403, 404, 503]
    assert all(set(reply.json()) == IMSX for reply in replies)
    assert nobody.headers["WWW-Authenticate"].startswith("Bearer ")
    assert outage.headers["Retry-After"].isdigit()
