"""The API of one school, end to end."""

from __future__ import annotations

import pytest
import requests

from tests.stack import PRIMARY, SECONDARY, Client, Stack

ALWAYS = [
    *("sourcedId", "status", "dateLastModified", "username", "givenName", "familyName"),
    *("identifier", "role"),
]
OPTIONAL = [
    *("email", "middleName", "sms", "phone", "enabledUser", "orgSourcedIds", "userIds", "grades")
]
COLLECTIONS = ("orgs", "users", "academicSessions", "classes", "courses", "enrollments")


def test_a_token_has_the_three_documented_members(school: Client) -> None:
    basic = (school.client_id, school.client_secret)
    reply = requests.post(f"{school.base}/auth/token", auth=basic, timeout=30)
    assert reply.status_code == 200
    assert set(reply.json()) == {"access_token", "token_type", "expires_in"}


@pytest.mark.parametrize("user", ["partner-rp|9994001", "partner-rp", "Trust|9992001"])
def test_the_secret_is_good_for_its_school_and_relying_party_only(
    school: Client, user: str
) -> None:
    basic = (user, school.client_secret)
    reply = requests.post(f"{school.base}/auth/token", auth=basic, timeout=30)
    assert (reply.status_code, reply.json()) == (
        401,
        {
            "error": "invalid_client",
            "error_description": "Request contains an invalid client ID or secret",
        },
    )


def test_users_have_the_documented_shape(school: Client) -> None:
    users = school.records("/users")
    assert {user["role"] for user in users} >= {"student", "teacher", "parent"}
    for user in users:
        names = [name for name in ALWAYS + OPTIONAL if name in user]
        assert list(user) == names
        assert names[: len(ALWAYS)] == ALWAYS
        assert all(user[name] for name in names)
        assert len(user.get("grades", ["one"])) == 1
        assert all(isinstance(one, str) for one in user["orgSourcedIds"])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_all_of_the_one_school_comes_without_a_limit(
    gradebook_stack: Stack, school: Client, name: str
) -> None:
    found = [one["sourcedId"] for one in school.records(f"/{name}")]
    assert len(found) > 0
    if name != "courses":
        assert found == [one["sourcedId"] for one in gradebook_stack.primary.records(f"/{name}")]


def test_the_school_is_the_only_one(school: Client) -> None:
    schools = [one["sourcedId"] for one in school.records("/orgs") if one["type"] == "school"]
    assert schools == [PRIMARY]
    assert SECONDARY not in school.get("/users").text


def test_courses_are_real(school: Client) -> None:
    assert school.records("/courses")[0]["title"]


@pytest.mark.parametrize(
    ("name", "filter_"),
    [
        ("users", "status='active'"),
        ("users", "dateLastModified>'2026-01-01T00:00:00Z'"),
        ("users", "familyName~'a' and role='student'"),
        ("enrollments", "role='student'"),
    ],
)
def test_the_documented_filters_work(school: Client, name: str, filter_: str) -> None:
    reply = school.get(f"/{name}", params={"filter": filter_})
    assert reply.status_code == 200
    assert 0 < len(reply.json()[name]) == int(reply.headers["X-Total-Count"])


def test_a_dotted_reference_and_a_lower_case_and_work(school: Client) -> None:
    (first, *_) = school.records("/classes")
    query = {"filter": f"class.sourcedId='{first['sourcedId']}' and role='student'"}
    found = school.records("/enrollments", params=query)
    assert {(one["class"]["sourcedId"], one["role"]) for one in found} == {
        (first["sourcedId"], "student")
    }


def test_sort_and_order_hold_without_a_limit(school: Client) -> None:
    users = school.records("/users?sort=familyName")
    names = [one["familyName"].lower() for one in users]
    assert names == sorted(names)
    assert len({one["sourcedId"] for one in users}) == len(users) > 3 * 20
    backwards = school.records("/users?sort=familyName&orderBy=desc&limit=3&offset=2")
    assert [one["familyName"].lower() for one in backwards] == names[::-1][2:5]


def test_fields_have_no_effect(school: Client) -> None:
    assert school.get("/users?fields=sourcedId").json() == school.get("/users").json()


@pytest.mark.parametrize(
    "query", ["filter=nickname='x'", "filter=role", "limit=-1", "sort=role&orderBy=up"]
)
def test_a_bad_query_is_a_400_in_plain_text(school: Client, query: str) -> None:
    reply = school.get(f"/users?{query}")
    assert reply.status_code == 400
    assert reply.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize(("headers", "status"), [({}, 403), ({"Authorization": "Bearer x"}, 401)])
def test_no_token_is_a_403_and_a_bad_one_a_401(
    school: Client, headers: dict[str, str], status: int
) -> None:
    reply = requests.get(f"{school.base}/users", headers=headers, timeout=30)
    assert reply.status_code == status
    assert reply.headers["Content-Type"].startswith("text/plain")


@pytest.mark.parametrize("path", ["/version", "/auth/version"])
def test_the_version_needs_no_token(school: Client, path: str) -> None:
    assert requests.get(school.base + path, timeout=30).json() == {"version": "1.1"}
