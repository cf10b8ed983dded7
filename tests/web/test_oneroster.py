"""The full profile's manner: paging, query, headers and errors of /ims/oneroster/v1p1."""

from __future__ import annotations

from urllib.parse import quote

import pytest
import requests

from shared.oneroster import SERVICE_CALLS
from tests.web.conftest import BEARER, ONEROSTER, PAGE_SIZE, PUBLIC_URL, Web
from tests.web.fake_backend import (
    TOKEN,
    FakeBackend,
    Fault,
    fails,
    hangs_up,
    records,
    refuses,
    says,
)

IMSX = {"imsx_codeMajor", "imsx_severity", "imsx_codeMinor", "imsx_description"}
BAD_LIMITS = ("0", "-1", "abc", "1e3", "1.0", str(2**31), str(2**64), "%2B1", "%201")


def get(web: Web, path: str, **arguments: object) -> requests.Response:
    return web.ask("GET", ONEROSTER + path, **{"headers": BEARER, **arguments})


def assert_imsx(reply: requests.Response, status: int, minor: str) -> str:
    """The reply is an error of section 5 at the top level; its description."""
    assert (reply.status_code, reply.headers["Content-Type"]) == (status, "application/json")
    assert set(reply.json()) == IMSX
    assert reply.json()["imsx_codeMajor"] == "failure"
    assert reply.json()["imsx_codeMinor"] == minor
    return str(reply.json()["imsx_description"])


def test_a_page_has_a_hundred_records_unless_a_limit_is_sent(
    web: Web, backend: FakeBackend
) -> None:
    backend.records["users"] = records("users", 150)
    reply = get(web, "/users")
    assert len(reply.json()["users"]) == 100
    assert reply.headers["X-Total-Count"] == "150"
    assert reply.headers["X-Count"] == "100"
    assert "limit=100&offset=100" in reply.links["next"]["url"]


def test_a_page_is_one_request_behind_however_long_it_is(web: Web, backend: FakeBackend) -> None:
    assert PAGE_SIZE < 25
    assert len(get(web, "/users?limit=10000").json()["users"]) == 25
    assert [seen.target for seen in backend.seen] == ["/api/v1p1/users?limit=10000&offset=0"]


@pytest.mark.parametrize("limit", [10_001, 2**31 - 1])
def test_a_limit_above_the_most_is_clamped(web: Web, backend: FakeBackend, limit: int) -> None:
    assert get(web, f"/users?limit={limit}").status_code == 200
    assert backend.seen[0].query["limit"] == "10000"


@pytest.mark.parametrize("limit", BAD_LIMITS)
def test_a_limit_that_is_no_whole_number_above_zero_is_refused(
    web: Web, backend: FakeBackend, limit: str
) -> None:
    told = assert_imsx(get(web, f"/users?limit={limit}"), 400, "invalid data")
    assert told.startswith("The parameter limit is ")
    assert "from 1 to 2147483647" in told
    assert backend.seen == []


@pytest.mark.parametrize("offset", ["-1", "abc", "1e3", str(2**64)])
def test_an_offset_that_is_no_whole_number_is_refused(web: Web, offset: str) -> None:
    told = assert_imsx(get(web, f"/users?offset={offset}"), 400, "invalid data")
    assert "from 0 to 2147483647" in told


@pytest.mark.parametrize("name", ["limit", "offset", "filter", "sort", "orderBy", "fields"])
def test_a_parameter_given_twice_is_refused(web: Web, name: str) -> None:
    told = assert_imsx(get(web, f"/users?{name}=1&{name}=1"), 400, "invalid data")
    assert told.startswith(f"The parameter {name} is given 2 times")


@pytest.mark.parametrize("blank", ["fields=", "fields", "fields=&limit=5"])
def test_a_blank_fields_is_a_400_of_its_own(web: Web, blank: str) -> None:
    assert_imsx(get(web, f"/users?{blank}"), 400, "invalid_blank_selection_field")
    assert_imsx(get(web, f"/users/users-0001?{blank}"), 400, "invalid_blank_selection_field")


@pytest.mark.parametrize(
    "query",
    ["filter=", "sort=", "orderBy=", "limit=", "&&", "", "_=123", "limit%20=3", "orderBy=nonsense"],
)
def test_empty_unknown_and_idle_parameters_are_ignored(
    web: Web, backend: FakeBackend, query: str
) -> None:
    assert get(web, f"/users?{query}").status_code == 200
    assert set(backend.seen[0].query) == {"limit", "offset"}


@pytest.mark.parametrize(
    ("sent", "forwarded"),
    [
        ("familyName='Smith'", "familyName='Smith'"),
        ("familyName%3D%27Smith%27", "familyName='Smith'"),
        ("role='student'+AND+status='active'", "role='student' AND status='active'"),
        ("role='student'%20and%20status='active'", "role='student' and status='active'"),
        ("familyName='O''Neil'", "familyName='O''Neil'"),
        ("dateLastModified>'2025-10-01'", "dateLastModified>'2025-10-01'"),
        ("email='a%2Bb@c.example'", "email='a+b@c.example'"),
        ("familyName='%C3%98yen'", "familyName='Øyen'"),
        ("familyName='a%26limit=1%23'", "familyName='a&limit=1#'"),
    ],
)
def test_a_filter_reaches_the_back_end_with_its_meaning_however_it_was_encoded(
    web: Web, backend: FakeBackend, sent: str, forwarded: str
) -> None:
    get(web, f"/users?filter={sent}")
    assert backend.seen[0].query["filter"] == forwarded


def test_sort_order_and_fields_are_forwarded(web: Web, backend: FakeBackend) -> None:
    get(web, "/users?sort=familyName&orderBy=desc&fields=givenName,familyName")
    asked = backend.seen[0].query
    assert (asked["sort"], asked["orderBy"]) == ("familyName", "desc")
    assert asked["fields"] == "givenName,familyName"


def test_links_keep_filter_sort_and_fields_without_a_raw_comma(web: Web) -> None:
    query = "filter=status%3D'active'&sort=familyName&fields=sourcedId,familyName"
    reply = get(web, f"/users?{query}&limit=5&offset=5")
    assert set(reply.links) == {"next", "prev", "first", "last"}
    for link in reply.links.values():
        assert link["url"].startswith(f"{PUBLIC_URL}{ONEROSTER}/users?filter=status%3D%27active%27")
        assert "sort=familyName&fields=sourcedId%2CfamilyName" in link["url"]
        assert "," not in link["url"]


def test_the_last_page_has_no_next(web: Web) -> None:
    assert "next" not in get(web, "/users?limit=10&offset=20").links
    assert "next" not in get(web, "/users").links


def test_a_warning_is_passed_on_in_its_header_and_not_in_the_body(web: Web) -> None:
    reply = get(web, "/users?sort=nonsense")
    assert reply.headers["X-OneRoster-Warning"] == "invalid_sort_field: no such field"
    assert list(reply.json()) == ["users"]


def test_a_single_record_has_a_total_of_one_its_state_and_no_links(web: Web) -> None:
    reply = get(web, "/users/users-0001")
    assert reply.json() == {"user": {"sourcedId": "users-0001", "status": "active"}}
    assert reply.headers["X-Total-Count"] == reply.headers["X-Count"] == "1"
    assert reply.headers["ETag"] == '"state-gzip"'
    assert reply.headers["Cache-Control"] == "max-age=0, private, must-revalidate"
    assert "Link" not in reply.headers


def test_on_a_single_record_only_fields_count(web: Web, backend: FakeBackend) -> None:
    query = "limit=abc&offset=-1&filter=nonsense&sort=x&fields=sourcedId,status"
    assert get(web, f"/users/users-0001?{query}").status_code == 200
    assert backend.seen[0].target == "/api/v1p1/users/users-0001?fields=sourcedId%2Cstatus"


@pytest.mark.parametrize(
    "path", ["/users?filter=username='{}'", "/users/{}", "/users/u?fields={}", "/schools/{}/terms"]
)
def test_what_is_too_long_for_the_functions_host_is_refused_here(
    web: Web, backend: FakeBackend, path: str
) -> None:
    told = assert_imsx(get(web, path.format("x" * 6000)), 400, "invalid data")
    assert "6000 characters" in told
    assert backend.seen == []


def test_an_unknown_record_is_a_404(web: Web) -> None:
    assert_imsx(get(web, "/users/nobody"), 404, "unknown object")


@pytest.mark.parametrize(
    "path", ["/nothing", "/users/a/b", "", "/classes/x/categories", "/users/.."]
)
def test_an_unknown_path_is_a_404_in_json(web: Web, path: str) -> None:
    reply = web.ask("GET", ONEROSTER + path.replace("..", "%2E%2E"), headers=BEARER)
    assert_imsx(reply, 404, "unknown object")


@pytest.mark.parametrize(
    ("method", "path", "allowed"),
    [
        ("POST", "/users", "GET, HEAD"),
        ("PUT", "/users/x", "GET, HEAD"),
        ("POST", "/results", "GET, HEAD"),
        ("PATCH", "/results/x", "DELETE, GET, HEAD, PUT"),
        ("OPTIONS", "/lineitems/x", "DELETE, GET, HEAD, PUT"),
        ("GET", "/token", "POST"),
    ],
)
def test_a_wrong_method_is_a_405_that_names_the_right_ones(
    web: Web, method: str, path: str, allowed: str
) -> None:
    reply = web.ask(method, ONEROSTER + path, headers=BEARER, data=b"{}")
    assert_imsx(reply, 405, "invalid data")
    assert reply.headers["Allow"] == allowed


@pytest.mark.parametrize("call", SERVICE_CALLS, ids=lambda call: call.name)
@pytest.mark.parametrize("authorization", [None, "Basic eDp5", "Bearer ", "OAuth", TOKEN])
def test_every_call_without_credentials_is_a_401_that_says_what_is_taken(
    web: Web, backend: FakeBackend, call: object, authorization: str | None
) -> None:
    path = call.path.replace("{", "").replace("}", "")  # type: ignore[attr-defined]
    headers = {} if authorization is None else {"Authorization": authorization}
    reply = web.ask(call.method, ONEROSTER + path, headers=headers)  # type: ignore[attr-defined]
    assert_imsx(reply, 401, "unauthorized")
    assert reply.headers["WWW-Authenticate"] == 'Bearer realm="OneRoster", OAuth realm="OneRoster"'
    assert backend.seen == []


def test_a_token_that_the_back_end_refuses_is_a_401_in_its_words(web: Web) -> None:
    reply = get(web, "/users", headers={"Authorization": "Bearer forged"})
    assert assert_imsx(reply, 401, "unauthorized") == "The signature or the token is wrong."
    assert "WWW-Authenticate" in reply.headers


def test_a_missing_scope_is_a_403(web: Web, backend: FakeBackend) -> None:
    backend.faults = [refuses(403, "forbidden", "This needs another scope.")]
    assert assert_imsx(get(web, "/users"), 403, "forbidden") == "This needs another scope."


@pytest.mark.parametrize(
    ("fault", "status", "minor", "retry_after"),
    [
        (fails(500), 500, "internal_server_error", None),
        (says(200, b"<html>"), 500, "internal_server_error", None),
        (says(200, b"{}", X_Total_Count="1"), 500, "internal_server_error", None),
        (says(401, b""), 500, "internal_server_error", None),
        (fails(503), 503, "server_busy", "5"),
        (fails(502), 503, "server_busy", "5"),
        (fails(429, Retry_After="40"), 503, "server_busy", "40"),
        (hangs_up, 503, "server_busy", "5"),
    ],
)
@pytest.mark.parametrize("path", ["/users", "/users/users-0001"])
def test_a_failure_behind_is_a_500_or_a_503_to_try_again_and_gives_nothing_away(
    web: Web,
    backend: FakeBackend,
    path: str,
    fault: Fault,
    status: int,
    minor: str,
    retry_after: str | None,
) -> None:
    backend.faults = [fault] * 3
    reply = get(web, path, headers={**BEARER, "X-Request-Id": "failing-2"})
    told = assert_imsx(reply, status, minor)
    assert told.endswith("tell us the request id failing-2.")
    assert reply.headers.get("Retry-After") == retry_after
    assert "gcidm" not in reply.text


def test_a_read_that_fails_once_is_asked_again(web: Web, backend: FakeBackend) -> None:
    backend.faults = [hangs_up, fails(503)]
    assert get(web, "/users/users-0001").status_code == 200
    assert len(backend.seen) == 3


def test_any_letter_case_and_stray_slashes_are_served_without_a_redirect(web: Web) -> None:
    assert web.ask("GET", "//IMS/oneroster/V1P1//lineitems/", headers=BEARER).status_code == 200


def test_a_body_that_comes_with_a_get_does_no_harm(web: Web) -> None:
    assert get(web, "/users", data=b"x" * 100_000).status_code == 200


def test_hrefs_begin_with_the_public_base(web: Web, backend: FakeBackend) -> None:
    get(web, "/users")
    assert backend.seen[0].headers["X-Public-Base"] == PUBLIC_URL + ONEROSTER


@pytest.mark.parametrize("path", ["/users?limit=3", "/users/users-0001"])
def test_gzip_and_head_work_as_everywhere(web: Web, path: str) -> None:
    packed = get(web, path, headers={**BEARER, "Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip"
    head = web.ask("HEAD", ONEROSTER + path, headers=BEARER)
    assert (head.status_code, head.content) == (200, b"")
    assert head.headers["X-Total-Count"] == packed.headers["X-Total-Count"]


def test_an_id_stays_in_its_segment_of_the_back_ends_address(
    web: Web, backend: FakeBackend
) -> None:
    get(web, "/schools/" + quote("a/../b?c=d#e", safe="") + "/classes")
    assert backend.seen[0].path == "/api/v1p1/schools/a%2F..%2Fb%3Fc%3Dd%23e/classes"
