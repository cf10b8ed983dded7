"""Signed requests: the right ones in every form in which clients send them, and the wrong ones."""

from __future__ import annotations

from dataclasses import replace
from urllib.parse import quote

import pytest

from functions.identity import Identity
from functions.signed_request import is_signed
from shared.errors import Unauthorized
from shared.oneroster import GRADEBOOK, ROSTER_CORE
from tests.oauth1.conftest import KEY, SECRET, URL, Desk
from tests.oauth1.signer import FORM, NOW, Client, body_hash

ACME = Identity(7, (ROSTER_CORE, GRADEBOOK))
CLIENT = Client(KEY, SECRET)
BASE = "https://rosters.example.org/ims/oneroster/v1p1"
NOT_SIGNED = r"^The consumer key is unknown or the signature is wrong\.$"
UNREADABLE = r"^The OAuth 1\.0 parameters cannot be used: "


@pytest.mark.parametrize("method", ["HMAC-SHA1", "HMAC-SHA256"])
def test_a_signed_request_is_the_relying_partys_with_its_granted_scopes(
    desk: Desk, method: str
) -> None:
    assert desk.judge(replace(CLIENT, method=method).header("GET", URL)) == ACME


@pytest.mark.parametrize("scheme", ["OAuth ", "OAuth,", "OAuth, ", "oauth ", " OAUTH  "])
def test_the_scheme_may_be_followed_by_a_comma(desk: Desk, scheme: str) -> None:
    assert desk.judge(replace(CLIENT, scheme=scheme).header("GET", URL)) == ACME


@pytest.mark.parametrize(
    "oauth",
    [
        {"oauth_version": None},
        {"oauth_callback": "about:blank"},
        {"oauth_callback": ""},
        {"oauth_token": ""},
        {"realm": "OneRoster, v1p1"},
        {"realm": ""},
        {"oauth_nonce": "a b/+~=" * 4},
    ],
)
@pytest.mark.parametrize("signs_empty", [True, False])
def test_parameters_of_the_header_that_may_be_there_or_not(
    desk: Desk, oauth: dict[str, str | None], signs_empty: bool
) -> None:
    client = replace(CLIENT, oauth=oauth, signs_empty=signs_empty)
    assert desk.judge(client.header("GET", URL)) == ACME


@pytest.mark.parametrize(
    "url",
    [
        f"{BASE}/gradingPeriods",
        f"{BASE}/gradingPeriods/",
        f"{BASE}//gradingPeriods",
        f"{BASE}/users/?limit=100",
        f"{BASE}/GradingPeriods?",
        f"{BASE}/users/a%20b%2Fc",
        f"{BASE}/users/a;b;c",
        f"{BASE}/users?filter=status%3D%27active%27",
        f"{BASE}/users?filter=status='active'",
        f"{BASE}/users?filter=familyName%3D%27O%27%27Neil%27+AND+role='student'",
        f"{BASE}/users?filter=familyName='Zo%C3%AB'",
        f"{BASE}/users?a=2&a=1&b=&c",
        f"{BASE}/users?limit=1&&offset=2",
        "https://rosters.example.org:443/users",
        "http://rosters.example.org:80/users",
        "http://rosters.example.org:8080/users",
        "https://rosters.example.org:80/users",
        "https://ROSTERS.Example.ORG/users",
        "https://rosters.example.org",
        "http://127.0.0.1:8080/users",
        "http://localhost/users",
    ],
)
@pytest.mark.parametrize("signs_empty", [True, False])
def test_the_signature_is_over_the_url_as_it_was_sent(
    desk: Desk, url: str, signs_empty: bool
) -> None:
    assert desk.judge(replace(CLIENT, signs_empty=signs_empty).header("GET", url), url) == ACME


@pytest.mark.parametrize(
    "raw",
    [
        "dateLastModified>'2025-10-01'",
        'givenName="x"',
        "familyName='[a|b]'",
        "familyName~'100%'",
        "familyName='50%x'",
    ],
)
def test_what_should_have_been_encoded_may_come_raw(desk: Desk, raw: str) -> None:
    header = CLIENT.header("GET", f"{BASE}/users?filter={quote(raw)}")
    assert desk.judge(header, f"{BASE}/users?filter={raw}") == ACME


def test_letters_may_come_raw_as_the_web_server_hands_them_on(desk: Desk) -> None:
    header = CLIENT.header("GET", f"{BASE}/users?filter=familyName%3D%27Zo%C3%AB%27")
    raw = "familyName='Zoë'".encode().decode("latin-1")
    assert desk.judge(header, f"{BASE}/users?filter={raw}") == ACME


@pytest.mark.parametrize(
    ("verb", "url"),
    [
        ("PUT", URL),
        ("GET", URL.replace("limit=100", "limit=101")),
        ("GET", f"{URL}&filter=status='active'"),
        ("GET", URL.partition("?")[0]),
        ("GET", URL.replace("gradingPeriods", "gradingPeriods/")),
        ("GET", URL.replace("gradingPeriods", "users")),
        ("GET", URL.replace("https", "http")),
        ("GET", URL.replace("example.org", "example.org:8080")),
        ("GET", URL.replace("rosters", "other")),
        ("GET", ""),
        ("GET", "/ims/oneroster/v1p1/gradingPeriods"),
        ("GET", "https://rosters.example.org:99999999/"),
    ],
)
def test_another_request_than_the_signed_one_is_refused(desk: Desk, verb: str, url: str) -> None:
    with pytest.raises(Unauthorized, match=NOT_SIGNED):
        desk.judge(CLIENT.header("GET", URL), url, verb)


def test_a_url_that_is_none_is_refused(desk: Desk) -> None:
    with pytest.raises(Unauthorized, match=r"^The URL of the signed request cannot be read\.$"):
        desk.judge(CLIENT.header("GET", URL), "http://[/users")


@pytest.mark.parametrize(
    "client",
    [
        replace(CLIENT, key="0123456789abcdef"),
        replace(CLIENT, key=KEY.upper()),
        replace(CLIENT, secret=SECRET[:-1]),
        replace(CLIENT, secret=""),
        replace(CLIENT, key="0123456789abcdef", secret=""),
    ],
)
def test_a_wrong_key_and_a_wrong_secret_are_refused_in_the_same_words(
    desk: Desk, client: Client
) -> None:
    with pytest.raises(Unauthorized, match=NOT_SIGNED):
        desk.judge(client.header("GET", URL))


@pytest.mark.parametrize(
    "oauth",
    [
        {"oauth_consumer_key": None},
        {"oauth_consumer_key": "a' or '1'='1"},
        {"oauth_nonce": None},
        {"oauth_nonce": ""},
        {"oauth_nonce": "n\0"},
        {"oauth_nonce": "ü"},
        {"oauth_nonce": "n" * 257},
        {"oauth_timestamp": None},
        {"oauth_timestamp": "now"},
        {"oauth_timestamp": "18000000000"},
        {"oauth_timestamp": "-180000000"},
        {"oauth_timestamp": "+180000000"},
        {"oauth_timestamp": "\u0661800000000"},
        {"oauth_signature_method": None},
        {"oauth_signature_method": "PLAINTEXT"},
        {"oauth_signature_method": "HMAC-SHA512"},
        {"oauth_signature_method": "RSA-SHA1"},
        {"oauth_signature_method": "hmac-sha1"},
        {"oauth_version": "2.0"},
        {"oauth_version": ""},
        {"oauth_token": "nnch734d00sl2jdk"},
    ],
)
def test_parameters_that_cannot_be_are_refused_though_rightly_signed(
    desk: Desk, oauth: dict[str, str | None]
) -> None:
    method = oauth.get("oauth_signature_method") or "HMAC-SHA1"
    client = replace(CLIENT, oauth=oauth, method=method)
    with pytest.raises(Unauthorized, match=UNREADABLE):
        desk.judge(client.header("GET", URL))


@pytest.mark.parametrize(
    "header",
    ["OAuth x", "OAuth =", 'OAuth oauth_nonce="', "OAuth ,,,", "OAuth a=b", "OAuth " + "a,=" * 99],
)
def test_a_header_that_cannot_be_read_is_refused(desk: Desk, header: str) -> None:
    with pytest.raises(Unauthorized, match=UNREADABLE):
        desk.judge(header)


def test_parameters_of_oauth_in_the_query_are_refused(desk: Desk) -> None:
    url = f"{URL}&oauth_nonce=another"
    with pytest.raises(Unauthorized, match=UNREADABLE):
        desk.judge(CLIENT.header("GET", url), url)


def test_plaintext_is_refused_even_with_the_right_secret(desk: Desk) -> None:
    header = replace(CLIENT, method="PLAINTEXT").header("GET", URL)
    plain = header.partition("oauth_signature=")[0] + f'oauth_signature="{SECRET}%26"'
    with pytest.raises(Unauthorized, match=UNREADABLE):
        desk.judge(plain)


@pytest.mark.parametrize("off", [-300, -299, 0, 299, 300])
def test_a_clock_may_be_five_minutes_off_either_way(desk: Desk, off: int) -> None:
    assert desk.judge(replace(CLIENT, now=NOW + off).header("GET", URL)) == ACME


@pytest.mark.parametrize("off", [-301, 301, -86_400 * 400, 86_400 * 400])
def test_a_clock_that_is_more_off_is_told_what_time_it_is(desk: Desk, off: int) -> None:
    with pytest.raises(Unauthorized) as refused:
        desk.judge(replace(CLIENT, now=NOW + off).header("GET", URL))
    assert f"oauth_timestamp {NOW + off} is more than 300 seconds off" in str(refused.value)
    assert f"here it is {NOW} (2027-01-15T08:00:00Z)" in str(refused.value)


@pytest.mark.parametrize(
    ("method", "hash_"),
    [("HMAC-SHA1", "sha1"), ("HMAC-SHA256", "sha256"), ("HMAC-SHA256", "sha1")],
)
@pytest.mark.parametrize("body", [b"", b'{"result":{}}', b"\xff\xfe"])
def test_a_body_must_have_the_hash_that_was_sent(
    desk: Desk, method: str, hash_: str, body: bytes
) -> None:
    hashes = {"oauth_body_hash": body_hash(body, hash_)}
    client = replace(CLIENT, method=method, oauth=hashes)
    assert desk.judge(client.header("PUT", URL), verb="PUT", body=body) == ACME
    again = replace(client, nonce="another").header("PUT", URL)
    with pytest.raises(Unauthorized, match=r"^The oauth_body_hash is not that of the body\.$"):
        desk.judge(again, verb="PUT", body=body + b" ")


@pytest.mark.parametrize("wrong", ["", "x", "ü", body_hash(b"{}", "sha256")])
def test_a_body_hash_of_another_kind_is_refused(desk: Desk, wrong: str) -> None:
    client = replace(CLIENT, oauth={"oauth_body_hash": wrong})
    with pytest.raises(Unauthorized, match="oauth_body_hash"):
        desk.judge(client.header("PUT", URL), verb="PUT", body=b"{}")


def test_a_body_without_a_hash_is_taken(desk: Desk) -> None:
    assert desk.judge(CLIENT.header("PUT", URL), verb="PUT", body=b'{"result":{}}') == ACME


def test_a_form_is_part_of_what_is_signed(desk: Desk) -> None:
    header = CLIENT.header("POST", URL, "c2&a3=2+q")
    assert desk.judge(header, verb="POST", body=b"c2&a3=2+q", content_type=FORM) == ACME
    with pytest.raises(Unauthorized, match=NOT_SIGNED):
        desk.judge(header, verb="POST", body=b"c2&a3=3+q", content_type=FORM)


def test_a_form_that_is_not_utf8_is_refused(desk: Desk) -> None:
    with pytest.raises(Unauthorized):
        desk.judge(CLIENT.header("POST", URL), verb="POST", body=b"\xff", content_type=FORM)


def test_a_comma_may_follow_the_last_parameter(desk: Desk) -> None:
    assert desk.judge(CLIENT.header("GET", URL) + " , ") == ACME


@pytest.mark.parametrize(
    "header", ["", "Bearer abc", "Basic YTpi", "OAuth", "OAuth ,", "OAuth2 abc", "OAuthx=1"]
)
def test_other_headers_are_not_taken_for_signatures(header: str) -> None:
    assert not is_signed(header)
