"""What of the query counts: limit, offset and the documented filter, and nothing else."""

from __future__ import annotations

from urllib.parse import quote

import pytest

from tests.web.conftest import Web
from tests.web.fake_backend import FakeBackend

BAD_NUMBERS = ("-1", "abc", "1e3", "+1", "1.0", "0x10", " 1", "²", "٣", "1\0", str(2**31))
HOSTILE = ("'", "%", "\0", "😀", "x" * 10_000, "😀" * 10_000, "'; drop table users; --", "\r\nX: y")


@pytest.mark.parametrize("name", ["limit", "offset"])
@pytest.mark.parametrize("value", [*BAD_NUMBERS, str(2**64), "9" * 5000, "😀" * 10_000])
def test_a_limit_or_offset_that_is_no_small_whole_number_is_refused_in_words(
    web: Web, backend: FakeBackend, name: str, value: str
) -> None:
    reply = web.get(f"/users?{name}={quote(value)}")
    assert reply.status_code == 400
    assert reply.headers["Content-Type"] == "text/plain; charset=utf-8"
    assert reply.text.startswith(f"The parameter {name} is '")
    assert "whole number from 0 to 2147483647" in reply.text
    assert len(reply.text) < 250
    assert backend.seen == []


@pytest.mark.parametrize("name", ["limit", "offset"])
def test_a_number_given_twice_is_refused(web: Web, name: str) -> None:
    reply = web.get(f"/users?{name}=1&{name}=1")
    assert reply.status_code == 400
    assert reply.text.startswith(f"The parameter {name} is given 2 times")


@pytest.mark.parametrize("query", ["limit=", "offset=", "filter=", "&&", "", "limit", "=", "_=1"])
def test_empty_parameters_are_as_if_they_were_not_there(web: Web, query: str) -> None:
    assert len(web.get(f"/users?{query}").json()["users"]) == 25


def test_leading_zeros_do_no_harm(web: Web) -> None:
    assert len(web.get("/users?limit=0005").json()["users"]) == 5


def test_the_largest_numbers_are_taken(web: Web) -> None:
    assert web.get("/users?limit=2147483647&offset=2147483647").json() == {"users": []}


@pytest.mark.parametrize("status", ["active", "tobedeleted"])
@pytest.mark.parametrize("form", ["status='{}'", "status%3D%27{}%27", "+status+=%20'{}'+"])
def test_the_documented_filter_works_however_it_is_encoded(
    web: Web, status: str, form: str
) -> None:
    reply = web.get("/users?filter=" + form.format(status))
    assert {user["status"] for user in reply.json()["users"]} == {status}
    assert int(reply.headers["X-Total-Count"]) == len(reply.json()["users"]) < 25


def test_the_filter_holds_for_every_page_of_a_long_read(web: Web, backend: FakeBackend) -> None:
    web.get("/users?filter=status='active'")
    assert [seen.query["filter"] for seen in backend.seen] == ["status='active'"] * 2


def test_the_filters_letter_case_does_not_matter(web: Web, backend: FakeBackend) -> None:
    web.get("/users?filter=Status='ACTIVE'&limit=1")
    assert backend.seen[0].query["filter"] == "status='active'"


def test_enrollments_ignore_the_filter(web: Web, backend: FakeBackend) -> None:
    assert web.get("/enrollments?filter=status='active'").headers["X-Total-Count"] == "25"
    assert all("filter" not in seen.query for seen in backend.seen)


@pytest.mark.parametrize(
    "value",
    [
        "status='active' AND role='student'",
        "status!='active'",
        "status='nonsense'",
        "status=active",
        "familyName='Smith'",
        "status='active",
        *HOSTILE,
    ],
)
def test_any_other_filter_is_accepted_and_has_no_effect(
    web: Web, backend: FakeBackend, value: str
) -> None:
    assert len(web.get(f"/users?filter={quote(value)}").json()["users"]) == 25
    assert all("filter" not in seen.query for seen in backend.seen)


def test_two_filters_are_no_single_expression(web: Web) -> None:
    query = "filter=status='active'&filter=status='tobedeleted'"
    assert web.get(f"/users?{query}").headers["X-Total-Count"] == "25"


@pytest.mark.parametrize("name", ["sort", "orderBy", "fields", "after", "limit ", "access_token"])
@pytest.mark.parametrize("value", ["sourcedId", *HOSTILE])
def test_every_other_parameter_is_accepted_and_not_forwarded(
    web: Web, backend: FakeBackend, name: str, value: str
) -> None:
    reply = web.get(f"/users?{quote(name)}={quote(value)}&limit=2")
    assert (reply.status_code, len(reply.json()["users"])) == (200, 2)
    assert set(backend.seen[0].query) == {"limit", "offset"}


def test_the_query_is_no_way_past_the_path_or_the_forwarded_parameters(
    web: Web, backend: FakeBackend
) -> None:
    web.get("/users?limit=1&filter=status='active'%26limit=9&x=%26after=c20%23")
    assert backend.seen[0].target == "/api/v1p1/users?limit=1&offset=0"
