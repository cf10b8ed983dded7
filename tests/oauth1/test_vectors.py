"""The examples of RFC 5849 and its errata: what shows that our test client signs as others do."""

from __future__ import annotations

import pytest

from tests.oauth1.signer import base_string, base_uri, body_hash, signed

# Section 3.4.1.1, with the secrets of erratum 2550.
REQUEST = "http://example.com/request?b5=%3D%253D&a3=a&c%40=&a2=r%20b"
FORM = "c2&a3=2+q"
PARAMS = {
    "realm": "Example",
    "oauth_consumer_key": "9djdj82h48djs9d2",
    "oauth_token": "kkk9d7dh3k39sjv7",
    "oauth_signature_method": "HMAC-SHA1",
    "oauth_timestamp": "137131201",
    "oauth_nonce": "7d8f3e4a",
}
BASE_STRING = (
    "POST&http%3A%2F%2Fexample.com%2Frequest&a2%3Dr%2520b%26a3%3D2%2520q"
    "%26a3%3Da%26b5%3D%253D%25253D%26c%2540%3D%26c2%3D%26oauth_consumer_"
    "key%3D9djdj82h48djs9d2%26oauth_nonce%3D7d8f3e4a%26oauth_signature_m"
    "ethod%3DHMAC-SHA1%26oauth_timestamp%3D137131201%26oauth_token%3Dkkk"
    "9d7dh3k39sjv7"
)

# Section 1.2: the request that is signed without a token.
INITIATE = {
    "oauth_consumer_key": "dpf43f3p2l4k3l03",
    "oauth_signature_method": "HMAC-SHA1",
    "oauth_timestamp": "137131200",
    "oauth_nonce": "wIjqoS",
    "oauth_callback": "http://printer.example.com/ready",
}


def test_the_base_string_is_that_of_the_rfc() -> None:
    assert base_string("POST", REQUEST, PARAMS, FORM) == BASE_STRING


def test_the_signature_is_that_of_the_rfc() -> None:
    found = signed(BASE_STRING, "j49sk3j29djd", "dh893hdasih9", "sha1")
    assert found == "r6/TJjbCOr97/+UU0NsvSne7s5g="


def test_the_signature_without_a_token_is_that_of_the_rfc() -> None:
    base = base_string("POST", "https://photos.example.net/initiate", INITIATE)
    found = signed(base, "kd94hf93k423kf44", "", "sha1")
    assert found == "74KNZJeDHnMBp0EMJ9ZHt/XKycU="


@pytest.mark.parametrize(
    ("url", "base"),
    [
        ("http://EXAMPLE.COM:80/r%20v/X?id=123", "http://example.com/r%20v/X"),
        ("https://www.example.net:8080/?q=1", "https://www.example.net:8080/"),
    ],
)
def test_the_base_string_uri_is_that_of_the_rfc(url: str, base: str) -> None:
    assert base_uri(url) == base


def test_the_body_hash_is_that_of_its_draft() -> None:
    assert body_hash(b"Hello World!", "sha1") == "Lve95gjOVATpfV8EL5X4nxwjKHE="
    assert body_hash(b"", "sha1") == "2jmj7l5rSw0yVb/vlWAYkK/YBwk="
