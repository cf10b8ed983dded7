"""What a client of the Functions host sees, over real HTTP."""

from __future__ import annotations

import http.client
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from tests.local.asking import ask
from tests.local.serving import stand_in


@pytest.mark.parametrize(
    ("method", "target", "function"),
    [
        ("GET", "/api/echo", "echo"),
        ("GET", "/API/Echo", "echo"),
        ("GET", "/api/echo/", "echo"),
        ("GET", "/api/items/abc", "item"),
        ("GET", "/api/items/12", "numbered_item"),
        ("GET", "/api/items/-12", "numbered_item"),
        ("GET", "/api/items/99999999999", "item"),
        ("GET", "/api/items/special", "special_item"),
        ("GET", "/api/items/SPECIAL", "special_item"),
        ("PUT", "/api/items/special", "change_item"),
        ("DELETE", "/api/items/12", "change_item"),
        ("GET", "/api/items/special/parts/1", "part"),
        ("GET", "/api/pages", "page"),
        ("GET", "/api/pages/9", "page"),
        ("GET", "/api/files", "files"),
        ("GET", "/api/files/a/b/c", "files"),
        ("GET", "/api/any_method", "any_method"),
        ("PATCH", "/api/any_method", "any_method"),
        ("GET", "/api/x/../echo", "echo"),
        ("GET", "/api/%65cho", "echo"),
    ],
)
def test_a_request_goes_to(host: str, method: str, target: str, function: str) -> None:
    answer = ask(host, target, method)
    assert (answer.status, answer.json()["function"]) == (200, function)


@pytest.mark.parametrize(
    ("method", "target"),
    [
        ("GET", "/echo"),
        ("GET", "/"),
        ("GET", "/api"),
        ("GET", "/api/unknown"),
        ("GET", "/api/items"),
        ("GET", "/api/items//parts/1"),
        ("GET", "/api/echo/more"),
        ("GET", "/api/pages/10"),
        ("GET", "/api/pages/x"),
        ("DELETE", "/api/echo"),
        ("HEAD", "/api/echo"),
        ("OPTIONS", "/api/echo"),
    ],
)
def test_no_route_or_a_wrong_method_is_404_without_a_body(
    host: str, method: str, target: str
) -> None:
    answer = ask(host, target, method)
    assert (answer.status, answer.body) == (404, b"")


@pytest.mark.parametrize(
    ("target", "route"),
    [
        ("/api/items/a%20b", {"id": "a b"}),
        ("/api/items/%C3%A9", {"id": "é"}),
        ("/api/items/a+b", {"id": "a+b"}),
        ("/api/items/a%2Fb", {"id": "a%2Fb"}),
        ("/api/items/a%2fb", {"id": "a%2fb"}),
        ("/api/items/a%252Fb", {"id": "a%2Fb"}),
        ("/api/items/a%3Fb", {"id": "a?b"}),
        ("/api/items/%FF", {"id": "%FF"}),
        ("/api/items/a%2Eb", {"id": "a.b"}),
        ("/api/items/Ab/parts/Cd", {"id": "Ab", "part": "Cd"}),
        ("/api/pages", {}),
        ("/api/pages/3", {"number": "3"}),
        ("/api/files/a/B", {"path": "a/B"}),
    ],
)
def test_route_values_are_decoded_except_for_slashes(
    host: str, target: str, route: dict[str, str]
) -> None:
    assert ask(host, target).json()["route"] == route


@pytest.mark.parametrize(
    ("query", "values"),
    [
        ("a=1&b=2", {"a": "1", "b": "2"}),
        ("a=1&a=2", {"a": "1,2"}),
        ("a=1&A=2", {"a": "1,2"}),
        ("a=&b&c=3", {"c": "3"}),
        ("a=x+y%2Bz", {"a": "x y+z"}),
        ("a=%E2%82%AC", {"a": "€"}),
        ("a=%FF", {"a": "%FF"}),
        ("filter=status%3D%27active%27", {"filter": "status='active'"}),
        ("a=b=c", {"a": "b=c"}),
        ("%61=1", {"a": "1"}),
        ("&&a=1&", {"a": "1"}),
    ],
)
def test_query_values_arrive_decoded_joined_and_never_empty(
    host: str, query: str, values: dict[str, str]
) -> None:
    assert ask(host, f"/api/echo?{query}").json()["params"] == values


def test_the_url_is_the_one_that_was_asked_for(host: str) -> None:
    assert ask(host, "/api/Echo?a=%20").json()["url"] == f"{host}/api/Echo?a=%20"


def test_header_names_are_lower_case_and_values_utf_8(host: str) -> None:
    sent = {"X-Request-ID": "abc", "X-Name": "Zoë".encode().decode("latin-1")}
    headers = ask(host, "/api/echo", headers=sent).json()["headers"]
    assert (headers["x-request-id"], headers["x-name"]) == ("abc", "Zoë")


def test_a_body_with_a_length_arrives(host: str) -> None:
    assert ask(host, "/api/echo", "POST", b"\x00\xffabc").json()["body"] == "\x00\xffabc"


def test_a_chunked_body_arrives_empty(host: str) -> None:
    chunked = {"Transfer-Encoding": "chunked"}
    answer = ask(host, "/api/echo", "POST", b"3\r\nabc\r\n0\r\n\r\n", chunked)
    assert (answer.status, answer.json()["body"]) == (200, "")


def test_a_body_above_the_limit_is_413(host: str) -> None:
    assert ask(host, "/api/echo", "POST", b"x" * 2_000_000).status == 200
    assert ask(host, "/api/echo", "POST", b"x" * 2_000_001).status == 413


@pytest.mark.parametrize("target", ["/api/items/a%00b", "/api/items/%00"])
def test_nul_in_the_path_is_400(host: str, target: str) -> None:
    assert ask(host, target).status == 400


@pytest.mark.parametrize("target", ["/api/raise", "/api/nothing", "/api/dict"])
def test_a_function_that_fails_or_returns_no_reply_is_500_with_an_empty_body(
    host: str, target: str
) -> None:
    answer = ask(host, target)
    assert (answer.status, answer.body) == (500, b"")


def test_text_has_a_charset_and_other_types_have_none(host: str) -> None:
    assert ask(host, "/api/text").header("content-type") == "text/plain; charset=utf-8"
    assert ask(host, "/api/echo").header("content-type") == "application/json"


def test_status_headers_and_body_come_as_the_function_made_them(host: str) -> None:
    answer = ask(host, "/api/text")
    assert (answer.status, answer.header("x-out")) == (203, "1")
    assert answer.body.decode() == "größer"
    assert ask(host, "/api/binary").body == bytes(range(256))


def test_cookies_are_written_as_the_host_writes_them(host: str) -> None:
    answer = ask(host, "/api/cookies")
    cookies = [value for name, value in answer.headers if name == "set-cookie"]
    assert cookies == ["a=1; path=/x; samesite=lax; httponly", "b=2; path=/"]


def test_a_reply_that_can_have_no_body_has_none(host: str) -> None:
    answer = ask(host, "/api/empty", "DELETE")
    assert (answer.status, answer.body, answer.header("content-length")) == (204, b"", None)


def test_async_functions_are_served(host: str) -> None:
    assert ask(host, "/api/later").json()["function"] == "later"


def test_a_function_may_ask_for_the_context(host: str) -> None:
    assert ask(host, "/api/context").json() == [36, "with_context"]


def test_a_blueprints_function_is_served(host: str) -> None:
    assert ask(host, "/api/ping").body == b"pong"


def test_a_connection_serves_several_requests(host: str) -> None:
    connection = http.client.HTTPConnection(urlsplit(host).netloc, timeout=10)
    for _ in range(3):
        connection.request("GET", "/api/ping")
        assert connection.getresponse().read() == b"pong"
    connection.close()


def test_settings_of_the_app_come_from_local_settings_json(tmp_path: Path) -> None:
    (tmp_path / "host.json").write_text(
        '{"version": "2.0", "extensions": {"http": {"routePrefix": ""}}}'
    )
    (tmp_path / "local.settings.json").write_text('{"Values": {"GREETING": "hello"}}')
    (tmp_path / "function_app.py").write_text(
        "import os\nimport azure.functions as func\n"
        "app = func.FunctionApp()\n"
        '@app.route(route="greet")\n'
        "def greet(req: func.HttpRequest) -> func.HttpResponse:\n"
        '    return func.HttpResponse(os.environ["GREETING"])\n'
    )
    with stand_in(tmp_path, tmp_path / "log") as url:
        assert ask(url, "/greet").body == b"hello"
