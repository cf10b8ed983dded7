"""What consumers write into an address, and plain servers misread."""

from __future__ import annotations

import json
from collections.abc import Callable
from functools import lru_cache
from typing import Any

import pytest

from shared.oneroster import ServiceCall
from tests.oneroster.asking import COLLECTIONS, IMSX, ids, raw, total
from tests.oneroster.calls import CLASS, LINE_ITEM, MANY, ONE, STUDENT, by_name
from tests.stack import SECONDARY, Client

Record = dict[str, Any]
AUTUMN = "2026-10-20T00:00:00.000Z"


def is_student_with_a(one: Record) -> bool:
    return one["role"] == "student" and "a" in one["givenName"].lower()


def is_staff(one: Record) -> bool:
    return one["role"] in ("teacher", "administrator")


def is_late(one: Record) -> bool:
    return bool(one["dueDate"] > AUTUMN)


@pytest.fixture(scope="module")
def records_of(roster: Client) -> Callable[[str], list[Record]]:
    """All records of a collection, read once."""
    return lru_cache(lambda path: roster.records(f"{path}?limit=10000"))


@pytest.mark.parametrize(
    ("path", "written", "selects"),
    [
        # quotes and blanks
        ("/users", "role=%27student%27%20AND%20givenName~%27a%27", is_student_with_a),
        ("/users", "role='student'+AND+givenName~'a'", is_student_with_a),
        ("/users", "role='student' AND givenName~'a'", is_student_with_a),
        ("/users", "role%3d'student'%20AND%20givenName%7e'a'", is_student_with_a),
        ("/users", "familyName='O''Sullivan'", lambda one: one["familyName"] == "O'Sullivan"),
        ("/users", "familyName~%27o%27%27s%27", lambda one: "o's" in one["familyName"].lower()),
        # AND, OR and parentheses
        ("/users", "role='student'+and+givenName~'a'", is_student_with_a),
        ("/users", "role='teacher'+Or+role='administrator'", is_staff),
        ("/users", "(role='teacher'+OR+role='administrator')", is_staff),
        ("/users", "%28+role%3D'TEACHER'+or+role='administrator'+%29", is_staff),
        # numbers and booleans without quotes
        ("/results", "score>=12.5", lambda one: one["score"] >= 12.5),
        ("/results", "score>='12.5'", lambda one: one["score"] >= 12.5),
        ("/users", "enabledUser=false", lambda one: one["enabledUser"] == "false"),
        ("/users", "enabledUser='true'", lambda one: one["enabledUser"] == "true"),
        # days and instants
        ("/lineItems", "dueDate>'2026-10-20'", is_late),
        ("/lineItems", "dueDate%3E%272026-10-20T00:00:00Z%27", is_late),
        ("/lineItems", "dueDate>'2026-10-20T00:00:00.000Z'", is_late),
        ("/lineItems", "dueDate<='2026-10-20'", lambda one: not is_late(one)),
        ("/users", "dateLastModified>'2025-10-01'", lambda one: True),
        ("/demographics", "birthDate>='2012-01-01'", lambda one: one["birthDate"] >= "2012"),
        # contains, lists and references
        ("/users", "email~'WRENMOUTH'", lambda one: "wrenmouth" in one.get("email", "")),
        ("/users", "grades='07'", lambda one: "07" in one["grades"]),
        ("/users", "grades~'07,08'", lambda one: {"07", "08"} & set(one["grades"])),
        (
            "/classes",
            "periods='Mon5,Tue4'",
            lambda one: {"Mon5", "Tue4"} <= set(one.get("periods", ())),
        ),
        (
            "/enrollments",
            f"class.sourcedId='{CLASS}'",
            lambda one: one["class"]["sourcedId"] == CLASS,
        ),
        (
            "/users",
            f"orgs.sourcedId='{SECONDARY}'",
            lambda one: SECONDARY in [org["sourcedId"] for org in one["orgs"]],
        ),
        # outside the enumeration
        ("/users", "role='pilot'", lambda one: False),
        ("/users", "status='norecords'", lambda one: False),
    ],
)
def test_a_filter_means_the_same_in_every_spelling_that_consumers_use(
    roster: Client,
    records_of: Callable[[str], list[Record]],
    path: str,
    written: str,
    selects: Callable[[Record], bool],
) -> None:
    reply = raw(roster, f"{path}?limit=10000&filter={written}")
    assert reply.status == 200
    (found,) = json.loads(reply.body).values()
    assert found == [one for one in records_of(path) if selects(one)]


def test_a_filter_finds_what_providers_added_as_metadata(gradebook: Client) -> None:
    for name, colour in (("warm", "Red"), ("cold", "blue")):
        body = {"category": {"title": name, "metadata": {"colour": colour}}}
        assert gradebook.ask("PUT", f"/categories/{name}", json=body).status_code in (200, 201)
    assert ids(gradebook.get("/categories?filter=metadata.colour='red'")) == ["warm"]


@pytest.mark.parametrize("path", COLLECTIONS)
@pytest.mark.parametrize("filter_", ["sourcedId='norecords'", "metadata.nothing='x'"])
def test_a_filter_that_finds_nothing_is_an_empty_list_of_none(
    roster: Client, path: str, filter_: str
) -> None:
    reply = roster.get(f"{path}?filter={filter_}")
    assert (reply.status_code, ids(reply), total(reply)) == (200, [], 0)


@pytest.mark.parametrize(
    ("path", "query"),
    [
        *(("/users", one) for one in ("", "orderBy=desc", "orderBy=up", "filter=", "sort=", "&&")),
        *(("/users", one) for one in ("_=123", "limit%20=1", "limit+=1", "limit =1", "toString=x")),
        (f"/users/{STUDENT}", "limit=1&offset=5"),
        (f"/users/{STUDENT}", "limit=x&offset=-1&sort=x&orderBy=x&filter=x"),
    ],
)
def test_a_parameter_that_means_nothing_there_is_ignored(
    roster: Client, path: str, query: str
) -> None:
    reply = raw(roster, f"{path}?{query}")
    assert (reply.status, reply.body) == (200, roster.get(path).content)


@pytest.mark.parametrize(
    ("written", "plain"),
    [
        ("/lineitems", "/lineItems"),
        ("/LINEITEMS/", "/lineItems"),
        ("//lineItems", "/lineItems"),
        ("/lineItems/?limit=100", "/lineItems"),
        (f"//classes//{CLASS}//Students/?limit=100", f"/classes/{CLASS}/students"),
        (f"/Users/{STUDENT}/", f"/users/{STUDENT}"),
    ],
)
def test_an_address_in_any_case_and_with_stray_slashes_is_served_without_a_redirect(
    roster: Client, written: str, plain: str
) -> None:
    reply = raw(roster, written)
    assert (reply.status, reply.body) == (200, roster.get(plain).content)


@pytest.mark.parametrize("call", [one for one in MANY if "{" in one.path], ids=by_name)
def test_a_collection_under_an_unknown_parent_is_an_empty_list(
    roster: Client, call: ServiceCall
) -> None:
    path = "/".join("unknown" if part.startswith("{") else part for part in call.path.split("/"))
    reply = roster.get(path)
    assert (total(reply), reply.json()) == (0, {call.kind.plural: []})


@pytest.mark.parametrize("call", ONE, ids=by_name)
@pytest.mark.parametrize("unknown", ["unknown", LINE_ITEM + "x"])
def test_a_record_that_is_unknown_is_a_404(roster: Client, call: ServiceCall, unknown: str) -> None:
    reply = roster.get(call.path.replace("{sourcedId}", unknown))
    assert (reply.status_code, set(reply.json())) == (404, IMSX)
    assert reply.json()["imsx_codeMinor"] == "unknown object"
