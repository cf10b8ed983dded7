"""The documentation's table of query parameters and its filter syntax, line by line."""

from __future__ import annotations

import pytest

from tests.stack import Stack
from tests.xporter.asking import ACTIVE, COLLECTIONS, DELETED, Roster

WITH_FILTER = tuple(name for name in COLLECTIONS if name != "enrollments")
IGNORED = (
    {"sort": "status"},
    {"sort": "status", "orderBy": "desc"},
    {"sort": "noSuchField", "orderBy": "sideways"},
    {"orderBy": "desc"},
    {"fields": "sourcedId"},
    {"fields": "noSuchField,,"},
)
NOT_PARSED = (
    "status='active' AND status='tobedeleted'",
    "status='tobedeleted' OR role='student'",
    "role='student'",
    "sourcedId='norecords'",
    "status!='active'",
    "status>'active'",
    "status~'del'",
    "status=active",
    "status='nonsense'",
    "status=",
    "(status='tobedeleted')",
    "'",
)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_limit_is_the_maximum_number_of_records(stack: Stack, roster: Roster, name: str) -> None:
    assert stack.trust.records(f"/{name}?limit=3") == roster[name][:3]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_offset_is_the_zero_based_index_of_the_first_record(
    stack: Stack, roster: Roster, name: str
) -> None:
    assert stack.trust.records(f"/{name}?limit=2&offset=5") == roster[name][5:7]
    assert stack.trust.records(f"/{name}?limit=2&offset=0") == roster[name][:2]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_without_limit_all_matching_records_come(stack: Stack, roster: Roster, name: str) -> None:
    assert len(roster[name]) == int(stack.trust.get(f"/{name}?limit=1").headers["X-Total-Count"])
    assert stack.trust.records(f"/{name}?offset=4") == roster[name][4:]


@pytest.mark.parametrize("name", WITH_FILTER)
@pytest.mark.parametrize("status", ["active", "tobedeleted"])
def test_filter_by_status(stack: Stack, roster: Roster, name: str, status: str) -> None:
    found = stack.trust.records(f"/{name}", params={"filter": f"status='{status}'"})
    assert found == [record for record in roster[name] if record["status"] == status]


@pytest.mark.parametrize(
    "query",
    [
        "filter=status='tobedeleted'",
        "filter=status%3D%27tobedeleted%27",
        "filter=status+=+'tobedeleted'",
        "filter=%20status%20=%20'tobedeleted'%20",
    ],
)
def test_a_filter_is_read_in_every_encoding(stack: Stack, roster: Roster, query: str) -> None:
    found = stack.trust.records(f"/users?{query}")
    assert found == [user for user in roster["users"] if user["status"] == "tobedeleted"]


def test_the_sample_has_users_and_classes_to_exclude(roster: Roster) -> None:
    for name in ("users", "classes", "enrollments"):
        assert {record["status"] for record in roster[name]} == {"active", "tobedeleted"}


@pytest.mark.parametrize("text", [ACTIVE, DELETED])
def test_enrollments_ignores_the_filter(stack: Stack, roster: Roster, text: str) -> None:
    assert stack.trust.records("/enrollments", params={"filter": text}) == roster["enrollments"]


@pytest.mark.parametrize("params", IGNORED, ids=str)
@pytest.mark.parametrize("name", COLLECTIONS)
def test_sort_order_by_and_fields_have_no_effect(
    stack: Stack, roster: Roster, name: str, params: dict[str, str]
) -> None:
    found = stack.trust.records(f"/{name}", params={**params, "limit": "20"})
    assert found == roster[name][:20]


@pytest.mark.parametrize("text", NOT_PARSED)
def test_other_filters_are_not_parsed_and_have_no_effect(
    stack: Stack, roster: Roster, text: str
) -> None:
    found = stack.trust.records("/users", params={"filter": text, "limit": "20"})
    assert found == roster["users"][:20]
