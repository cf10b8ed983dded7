"""OAuth 1.0a through both tiers, as consumers sign."""

from __future__ import annotations

import time
from typing import Any

import pytest
from oauthlib import oauth1

from admin.relying_party_secrets import Consumer
from tests.oneroster.conftest import ONEROSTER
from tests.oneroster.signing import consumer_of, send
from tests.stack import Client, Stack

SHA1, SHA256 = oauth1.SIGNATURE_HMAC_SHA1, oauth1.SIGNATURE_HMAC_SHA256
BODY = '{"category": {"title": "Signed"}}'
JSON = {"Content-Type": "application/json"}


@pytest.fixture(scope="module")
def consumer(stack: Stack, roster: Client) -> Consumer:
    return consumer_of(stack, roster)


@pytest.fixture(scope="module")
def writer(gradebook_stack: Stack, gradebook: Client) -> Consumer:
    return consumer_of(gradebook_stack, gradebook)


def signed(consumer: Consumer, url: str, method: str = "GET", **options: Any) -> dict[str, str]:
    """The headers of a signed request."""
    body, headers = options.pop("body", None), options.pop("headers", {})
    options.setdefault("signature_method", SHA1)
    client = oauth1.Client(consumer.oauth1_key, client_secret=consumer.oauth1_secret, **options)
    _, made, _ = client.sign(url, http_method=method, body=body, headers=headers)
    return dict(made)


def test_a_signed_reply_is_the_one_that_a_token_gets(roster: Client, consumer: Consumer) -> None:
    url = roster.base + "/gradingPeriods?offset=0&limit=100"
    assert send(url, signed(consumer, url)).content == (
        roster.get("/gradingPeriods?offset=0&limit=100").content
    )


def test_the_machines_other_name_is_as_good(stack: Stack, consumer: Consumer) -> None:
    url = f"http://127.0.0.1:{stack.ports.web}{ONEROSTER}/orgs"
    assert send(url, signed(consumer, url)).status_code == 200


@pytest.mark.parametrize(
    "sent", ["/orgs?limit=6", "/orgs?limit=5&offset=1", "/users?limit=5", "/orgs/?limit=5"]
)
def test_a_signature_for_another_address_is_a_401(
    roster: Client, consumer: Consumer, sent: str
) -> None:
    reply = send(roster.base + sent, signed(consumer, roster.base + "/orgs?limit=5"))
    assert (reply.status_code, reply.headers["Content-Type"]) == (401, "application/json")
    assert reply.json()["imsx_codeMinor"] == "unauthorized"
    assert "OAuth realm=" in reply.headers["WWW-Authenticate"]


def test_a_signature_is_good_once(roster: Client, consumer: Consumer) -> None:
    url = roster.base + "/users?limit=10000"
    headers = signed(consumer, url)
    assert send(url, headers).status_code == 200
    replayed = send(url, headers)
    assert replayed.status_code == 401
    assert "nonce" in replayed.json()["imsx_description"]


@pytest.mark.parametrize("seconds", [-400, 400])
def test_a_timestamp_far_off_is_a_401(roster: Client, consumer: Consumer, seconds: int) -> None:
    url = roster.base + "/orgs"
    reply = send(url, signed(consumer, url, timestamp=str(int(time.time()) + seconds)))
    assert reply.status_code == 401
    assert "timestamp" in reply.json()["imsx_description"]


def test_a_wrong_secret_and_an_unknown_key_are_a_401_in_the_same_words(
    roster: Client, consumer: Consumer
) -> None:
    url = roster.base + "/orgs"
    wrong = Consumer(consumer.oauth1_key, "wrong")
    unknown = Consumer("unknown", consumer.oauth1_secret)
    replies = [send(url, signed(one, url)) for one in (wrong, unknown)]
    assert [reply.status_code for reply in replies] == [401, 401]
    assert replies[0].json() == replies[1].json()


@pytest.mark.parametrize("method", [SHA1, SHA256])
def test_a_signed_put_with_its_bodys_hash_is_taken(
    gradebook: Client, writer: Consumer, method: str
) -> None:
    url = f"{gradebook.base}/categories/{method}"
    headers = signed(writer, url, "PUT", body=BODY, headers=JSON, signature_method=method)
    assert "oauth_body_hash" in headers["Authorization"]
    assert send(url, headers, "PUT", BODY).status_code == 201
    delete = send(url, signed(writer, url, "DELETE"), "DELETE")
    assert delete.status_code == 204


def test_a_changed_body_is_a_401(gradebook: Client, writer: Consumer) -> None:
    url = f"{gradebook.base}/categories/changed"
    headers = signed(writer, url, "PUT", body=BODY, headers=JSON)
    assert send(url, headers, "PUT", BODY.replace("Signed", "Forged")).status_code == 401
    assert gradebook.get("/categories/changed").status_code == 404
