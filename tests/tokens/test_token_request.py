"""Token requests in all the forms that clients use, and in those that nobody should."""

from __future__ import annotations

import base64
from urllib.parse import quote, quote_plus

import pytest
from hypothesis import given
from hypothesis import strategies as st

from functions.token_request import InvalidClient, TokenRequest, read_token_request
from shared.oneroster import DEMOGRAPHICS_SCOPE, ROSTER

FORM = "application/x-www-form-urlencoded"
ASKED = TokenRequest("acme-1_A", "s3cret-_", None)


def _basic(text: str | bytes, scheme: str = "Basic") -> dict[str, str]:
    raw = text if isinstance(text, bytes) else text.encode()
    return {"authorization": f"{scheme} {base64.b64encode(raw).decode()}"}


def _read(
    headers: dict[str, str], body: str = "", query: dict[str, str] | None = None
) -> TokenRequest:
    with_type = {"content-type": FORM, **headers} if body else headers
    return read_token_request(with_type, query or {}, body.encode())


BASIC = _basic("acme-1_A:s3cret-_")


@pytest.mark.parametrize("scheme", ["Basic", "basic", "BASIC"])
def test_basic_alone_is_enough(scheme: str) -> None:
    assert _read(_basic("acme-1_A:s3cret-_", scheme)) == ASKED


@pytest.mark.parametrize("content_type", ["", FORM, FORM.upper() + "; charset=UTF-8"])
def test_basic_with_a_form(content_type: str) -> None:
    headers = {**BASIC, "content-type": content_type}
    assert _read(headers, "grant_type=client_credentials") == ASKED


def test_basic_with_a_form_type_and_no_body() -> None:
    assert _read({**BASIC, "content-type": FORM}) == ASKED


def test_a_body_that_is_no_form_is_not_read() -> None:
    assert _read({**BASIC, "content-type": "application/json"}, '{"grant_type":"x"}') == ASKED


def test_the_credentials_may_come_in_the_form() -> None:
    body = "grant_type=client_credentials&client_id=acme-1_A&client_secret=s3cret-_"
    assert _read({}, body) == ASKED


def test_basic_of_url_encoded_values() -> None:
    encoded = "".join(f"%{ord(letter):02X}" for letter in "acme-1_A")
    assert _read(_basic(f"{encoded}:{quote('s3cret-_')}")) == ASKED
    assert _read(_basic(f"{quote_plus('partner rp|3281110')}:x")).client_id == "partner rp|3281110"


def test_a_secret_may_hold_a_colon() -> None:
    assert _read(_basic("id:a:b")).client_secret == "a:b"


def test_grant_type_and_scope_may_come_in_the_query_string() -> None:
    asked = _read(BASIC, query={"grant_type": "client_credentials", "scope": ROSTER})
    assert asked.scopes == (ROSTER,)


def test_several_scopes_are_parted_by_blanks() -> None:
    asked = _read(BASIC, f"scope={quote_plus(f'{ROSTER} {DEMOGRAPHICS_SCOPE}')}")
    assert asked.scopes == (ROSTER, DEMOGRAPHICS_SCOPE)


def test_the_client_id_of_basic_may_be_repeated_in_the_form() -> None:
    assert _read(BASIC, "client_id=acme-1_A") == ASKED


def test_an_empty_grant_type_is_none() -> None:
    assert _read(BASIC, "grant_type=&scope=") == ASKED


@pytest.mark.parametrize(
    "headers",
    [
        {},
        {"authorization": ""},
        {"authorization": "Basic"},
        {"authorization": "Basic !!!"},
        {"authorization": "Basic YQ"},
        {"authorization": "Basic YWJj\n"},
        {"authorization": "Bearer abc"},
        {"authorization": "Basic YTpi, Basic YTpi"},
        _basic("no colon"),
        _basic(":secret"),
        _basic("id:"),
        _basic(":"),
        _basic(b"\xff\xfe:secret"),
        _basic("id%FF:secret"),
        _basic("id\0:secret"),
        _basic("id%00:secret"),
        _basic("id:sec\nret"),
        _basic(f"{'x' * 10_000}:secret"),
        _basic(f"id:{'x' * 10_000}"),
    ],
)
def test_credentials_that_cannot_be_are_refused(headers: dict[str, str]) -> None:
    with pytest.raises(InvalidClient):
        _read(headers)


@pytest.mark.parametrize(
    "body",
    [
        "client_id=acme-1_A&client_secret=s3cret-_",
        "client_id=another",
        "client_secret=s3cret-_",
        "grant_type=password",
        "grant_type=client_credentials&grant_type=client_credentials",
        "scope=a&scope=b",
        "scope=%00",
        "scope=" + "x" * 10_000,
        "a=" + "x" * 100_000,
        "grant_type=%FF",
        "&".join(f"f{number}=x" for number in range(100)),
    ],
)
def test_a_form_that_contradicts_or_overflows_is_refused(body: str) -> None:
    with pytest.raises(InvalidClient):
        _read(BASIC, body)


@pytest.mark.parametrize(
    "query",
    [
        {"grant_type": "password"},
        {"grant_type": "client_credentials,client_credentials"},
        {"scope": "x" * 10_000},
    ],
)
def test_a_wrong_query_string_is_refused(query: dict[str, str]) -> None:
    with pytest.raises(InvalidClient):
        _read(BASIC, query=query)


def test_credentials_in_the_query_string_are_not_read() -> None:
    with pytest.raises(InvalidClient):
        _read({}, query={"client_id": "acme-1_A", "client_secret": "s3cret-_"})


@given(authorization=st.text(max_size=40), body=st.binary(max_size=60), scope=st.text(max_size=9))
def test_whatever_is_sent_is_read_or_refused(authorization: str, body: bytes, scope: str) -> None:
    headers = {"authorization": authorization, "content-type": FORM}
    try:
        found = read_token_request(headers, {"scope": scope}, body)
    except InvalidClient:
        return
    assert found.client_id
    assert found.client_secret
