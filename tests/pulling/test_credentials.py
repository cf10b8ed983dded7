"""How a provider is asked: with which credentials, where, and that nobody gets to see them."""

from __future__ import annotations

import pytest

from admin.errors import AdminError
from admin.pulling import VERSIONS, Credentials, provider_at
from tests.pulling.fake import SECRET, FakeProvider
from tests.pulling.puller import Collector


def test_a_token_that_has_ended_is_replaced(provider: FakeProvider, collector: Collector) -> None:
    provider.before = lambda kind, query: provider.tokens.__setitem__(0, "second")
    provider.tokens = ["first"]
    assert collector.collect("orgs") == {"orgs": ["district", "north"]}
    assert {headers["Authorization"] for headers in provider.headers} == {
        "Bearer first",
        "Bearer second",
    }


@pytest.mark.parametrize(
    "refusal", [(401, "invalid_client"), (400, "invalid_client"), (400, "invalid_request")]
)
def test_a_provider_that_does_not_know_basic_gets_the_secret_in_the_form(
    provider: FakeProvider, collector: Collector, refusal: tuple[int, str]
) -> None:
    provider.refuses_basic = refusal
    assert collector.collect("orgs") == {"orgs": ["district", "north"]}


def test_a_wrong_secret_is_refused_either_way(provider: FakeProvider, collector: Collector) -> None:
    provider.refuses_basic = 401, "invalid_client"
    token_url = f"{provider.origin}/ims/oneroster/v1p1/token"
    collector.credentials = Credentials("me", "wrong", token_url)
    with pytest.raises(AdminError, match=r"/token gave no token: 401\. Are the client id"):
        collector.collect("orgs")


def test_credentials_that_are_refused_end_the_pull(
    provider: FakeProvider, collector: Collector
) -> None:
    provider.tokens = ["given", "wanted"]
    with pytest.raises(AdminError, match="orgs: the provider answers 401"):
        collector.collect("orgs")


@pytest.mark.parametrize("auth", ["oauth1", "oauth1-sha256"])
def test_each_request_of_oauth_1_has_a_signature_and_a_nonce_of_its_own(
    provider: FakeProvider, collector: Collector, auth: str
) -> None:
    collector.auth = auth
    collector.collect("orgs")
    given = [headers["Authorization"] for headers in provider.headers]
    assert len(given) == len(set(given)) == 2
    wanted = {"oauth1": "HMAC-SHA1", "oauth1-sha256": "HMAC-SHA256"}[auth]
    assert all(f'oauth_signature_method="{wanted}"' in one for one in given)


def test_a_reply_without_a_token_is_an_error_that_does_not_repeat_it(
    provider: FakeProvider, collector: Collector
) -> None:
    collector.credentials = Credentials("me", SECRET, f"{provider.origin}/ims/oneroster/v1p1/token")
    provider.tokens = ["not\na token"]
    with pytest.raises(AdminError, match=r"/token gave no token: 200\.") as failed:
        collector.collect()
    assert SECRET not in str(failed.value)
    assert SECRET not in repr(collector.credentials)


def test_credentials_do_not_follow_a_redirect(provider: FakeProvider, collector: Collector) -> None:
    provider.hiccups.append((302, {"Location": "https://elsewhere.example/orgs"}, b""))
    with pytest.raises(AdminError, match=r"leads to https://elsewhere\.example/orgs: give"):
        collector.collect("orgs")


@pytest.mark.parametrize(
    ("url", "version", "said"),
    [
        ("rosters.example", None, "is no address"),
        ("ftp://rosters.example", None, "is no address"),
        ("https://me:secret@rosters.example", None, "must have no user"),
        ("https://rosters.example/v1p1?key=1", None, "must have no user"),
        ("http://rosters.example/v1p1", None, "--allow-http allows it"),
        ("https://rosters.example/api", None, "the address does not say: --version"),
        ("https://rosters.example/api", "1.3", "--version must be 1.1 or 1.2, not '1.3'"),
    ],
)
def test_an_address_that_will_not_do_is_explained(url: str, version: str | None, said: str) -> None:
    with pytest.raises(AdminError, match=said) as failed:
        provider_at(url, version)
    assert "secret" not in str(failed.value).replace("send secrets", "")


@pytest.mark.parametrize(
    ("url", "version", "address", "users", "resources"),
    [
        (
            "https://r.example/",
            None,
            "1.1",
            "https://r.example/ims/oneroster/v1p1/users",
            "https://r.example/ims/oneroster/v1p1/resources",
        ),
        (
            "https://r.example",
            "1.2",
            "1.2",
            "https://r.example/ims/oneroster/rostering/v1p2/users",
            "https://r.example/ims/oneroster/resources/v1p2/resources",
        ),
        (
            "https://r.example/x/ims/oneroster/rostering/v1p2/",
            None,
            "1.2",
            "https://r.example/x/ims/oneroster/rostering/v1p2/users",
            "https://r.example/x/ims/oneroster/resources/v1p2/resources",
        ),
        (
            "https://r.example/api",
            "1.1",
            "1.1",
            "https://r.example/api/users",
            "https://r.example/api/resources",
        ),
    ],
)
def test_collections_lie_below_the_address(
    url: str, version: str | None, address: str, users: str, resources: str
) -> None:
    found = provider_at(url, version)
    assert found.version is VERSIONS[address]
    assert (found.address("users"), found.address("resources")) == (users, resources)
