"""How much a relying party may ask for, over all instances together."""

from __future__ import annotations

from contextlib import closing
from dataclasses import replace
from typing import Any

import pytest
import requests

from admin import relying_parties
from admin.connection import connect
from local.tiers import BASE_PATH
from tests.moments import ago
from tests.operations.conftest import PAGE_SIZE, Second
from tests.servers import earlier
from tests.stack import Client, Stack
from tests.xporter.asking import wait_until

NAMES = ("RateLimit-Limit", "RateLimit-Remaining", "RateLimit-Reset")


def standing(reply: requests.Response) -> tuple[int, ...]:
    return tuple(int(reply.headers[name]) for name in NAMES)


def statuses(client: Client, path: str, times: int, **arguments: Any) -> list[int]:
    return [client.get(path, **arguments).status_code for _ in range(times)]


def without_rest(stack: Stack, name: str) -> None:
    """What is left of a limit is nothing, and that since now."""
    with closing(connect(stack.database)) as connection:
        party = relying_parties.find(connection, name).relying_party_id
        connection.execute(
            "update gcidm.permits set available = 0, at = ? where relyingPartyId = ?",
            *(ago(), party),
        )
        connection.commit()


@pytest.mark.limits(600, None)
@pytest.mark.parametrize("path", ["/users?limit=2", "/orgs"])
def test_a_reply_says_how_its_reader_stands(limited: Client, path: str) -> None:
    first, then = limited.get(path), limited.get(path)
    assert standing(first)[:2] == (600, 599)
    assert standing(then)[:2] == (600, 598)
    assert 0 < standing(then)[2] <= 60


@pytest.mark.limits(5, None)
def test_beyond_the_limit_there_is_a_429_that_says_when_to_ask_again(limited: Client) -> None:
    assert statuses(limited, "/orgs", 5) == [200] * 5
    refused = limited.get("/orgs")
    assert refused.status_code == 429
    assert 1 <= int(refused.headers["Retry-After"]) <= 13
    assert standing(refused)[:2] == (5, 0)
    assert refused.json()["imsx_codeMinor"] == "server_busy"
    assert "At most 5 requests a minute" in refused.json()["imsx_description"]


@pytest.mark.limits(1, None)
def test_the_documented_api_says_it_in_a_sentence(limited: Client, second: Second) -> None:
    limited.get("/orgs")
    documented = replace(limited, base=second.ports.base_url)
    refused = documented.get("/orgs")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert refused.headers["Content-Type"].startswith("text/plain")
    assert second.ports.base_url.endswith(BASE_PATH)


@pytest.mark.limits(1, None)
def test_another_relying_party_is_none_the_worse(limited: Client, stack: Stack) -> None:
    assert statuses(limited, "/orgs", 2) == [200, 429]
    other = replace(stack.trust, base=limited.base)
    assert other.get("/orgs").status_code == 200


@pytest.mark.limits(10, None)
def test_instances_share_a_limit(limited: Client, second: Second) -> None:
    token = limited.token()
    found = [
        second.backend("/orgs", token, another=another).status_code
        for _ in range(10)
        for another in (False, True)
    ]
    # One at most has come back meanwhile.
    assert found.count(200) in (10, 11)
    assert set(found) == {200, 429}


@pytest.mark.limits(3, None)
def test_a_304_costs_nothing(limited: Client) -> None:
    first = limited.get("/users?limit=2")
    known = {"If-None-Match": first.headers["ETag"]}
    assert statuses(limited, "/users?limit=2", 10, headers=known) == [304] * 10
    assert standing(limited.get("/users?limit=2"))[:2] == (3, 1)


@pytest.mark.limits(3, None)
def test_a_304_of_a_single_record_costs_nothing(limited: Client) -> None:
    (listed,) = limited.records("/users?limit=1")
    path = f"/users/{listed['sourcedId']}"
    known = {"If-None-Match": limited.get(path).headers["ETag"]}
    assert statuses(limited, path, 10, headers=known) == [304] * 10


@pytest.mark.limits(2, None)
def test_a_long_reply_that_has_begun_is_never_broken_off(
    limited: Client, second: Second, stack: Stack, request: pytest.FixtureRequest
) -> None:
    documented = replace(limited, base=second.ports.base_url)
    everyone = documented.records("/users")
    assert len(everyone) > 5 * PAGE_SIZE
    without_rest(stack, request.node.name)
    assert documented.get("/users").status_code == 429


@pytest.mark.limits(60, None)
def test_what_is_left_comes_back_with_time(limited: Client, stack: Stack) -> None:
    """An instance that was told to wait asks the database again after that time."""
    assert statuses(limited, "/orgs", 70)[-1] == 429
    with closing(connect(stack.database)) as connection:
        connection.execute(f"update gcidm.permits set at = {earlier(connection, 'at', minutes=1)}")
        connection.commit()
    assert wait_until(lambda: limited.get("/orgs").status_code == 200)


@pytest.mark.limits(None, 1)
def test_exports_at_once_are_limited(limited: Client, second: Second) -> None:
    token = limited.token()
    begun = second.backend("/export", token, another=True)
    assert begun.status_code == 200
    refused = limited.get("/export.zip")
    assert refused.status_code == 429
    assert int(refused.headers["Retry-After"]) > 0
    assert "At most 1 exports" in refused.json()["imsx_description"]
    requests.delete(
        f"http://127.0.0.1:{second.another}/api/v1p1/export/{begun.headers['X-Export']}",
        headers={"Authorization": f"Bearer {token}"},
        timeout=30,
    )
    assert limited.get("/export.zip").status_code == 200


@pytest.mark.limits(None, 1)
@pytest.mark.parametrize("path", ["/export.zip", "/export.ndjson"])
def test_one_export_after_the_other_is_no_two_at_once(limited: Client, path: str) -> None:
    assert statuses(limited, path, 3) == [200] * 3


@pytest.mark.limits(None, 1)
def test_an_export_that_nobody_reads_to_its_end_has_ended(limited: Client) -> None:
    assert limited.ask("HEAD", "/export.zip").status_code == 200
    assert limited.get("/export.zip").status_code == 200


@pytest.mark.limits(None, 1)
def test_an_export_whose_web_tier_died_ends_by_itself(
    limited: Client, second: Second, stack: Stack
) -> None:
    second.backend("/export", limited.token())
    assert limited.get("/export.zip").status_code == 429
    with closing(connect(stack.database)) as connection:
        connection.execute("update gcidm.exports set until = ?", ago(seconds=1))
        connection.commit()
    assert limited.get("/export.zip").status_code == 200


@pytest.mark.limits(2, 1)
def test_an_export_that_has_begun_goes_on_beyond_the_limit(limited: Client) -> None:
    reply = limited.get("/export.ndjson")
    assert reply.status_code == 200
    assert '{"kind":"end"' in reply.text.replace(" ", "")


@pytest.mark.limits(None, 1)
def test_the_end_of_anothers_export_is_none(limited: Client, second: Second, stack: Stack) -> None:
    begun = second.backend("/export", limited.token()).headers["X-Export"]
    requests.delete(
        f"http://127.0.0.1:{second.another}/api/v1p1/export/{begun}",
        headers={"Authorization": f"Bearer {stack.stranger.token()}"},
        timeout=30,
    )
    assert limited.get("/export.zip").status_code == 429
