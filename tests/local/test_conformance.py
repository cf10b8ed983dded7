"""The same requests through Microsoft's runtime and through the stand-in: the same replies."""

from __future__ import annotations

import pytest

from tests.local.comparing import Call, reply

CALLS = [
    Call("GET", "/api/ping"),
    Call("GET", "/api/echo?a=1&a=2&b=&c=%C3%A9"),
    Call("GET", "/api/items/a%20b"),
    Call("PUT", "/api/items/7", b'{"a": "\xc3\xa9"}'),
    Call("POST", "/api/json", b'{"a": [1, 2.5, null, "\xc3\xa9"]}'),
    Call("POST", "/api/json", b"{not json"),
    Call("POST", "/api/json", b""),
    Call("POST", "/api/json", b"\xff\xfe"),
    Call(
        "POST", "/api/form", b"a=1&b=x+y", (("Content-Type", "application/x-www-form-urlencoded"),)
    ),
    Call("POST", "/api/echo", bytes(range(256)) * 4000),
    Call("GET", "/api/raise"),
    Call("GET", "/api/nothing"),
    Call("GET", "/api/dict"),
    Call("GET", "/api/text"),
    Call("GET", "/api/binary"),
    Call("GET", "/api/cookies"),
    Call("DELETE", "/api/empty"),
    Call("GET", "/api/later"),
    Call("GET", "/api/context"),
    Call("GET", "/api/unknown"),
    Call("DELETE", "/api/echo"),
]


@pytest.mark.parametrize("call", CALLS, ids=str)
def test_the_stand_in_answers_as_the_runtime_does(host: str, real_runtime: str, call: Call) -> None:
    assert reply(host, call) == reply(real_runtime, call)
