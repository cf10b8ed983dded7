"""What a reader is told of a query that cannot be answered as it was meant."""

from __future__ import annotations

from urllib.parse import unquote

import pytest

from tests.oneroster.asking import IMSX, ids
from tests.oneroster.calls import STUDENT
from tests.stack import Client


@pytest.mark.parametrize(
    ("query", "minor", "named"),
    [
        ("filter=nickname='x'", "invalid_filter_field", ("position 1", "nickname", "familyName")),
        ("filter=role='a' AND x.y='b'", "invalid_filter_field", ("position 14", "x.y")),
        ("filter=familyName='Smith", "invalid data", ("position 12", "familyName", "quotes")),
        ("filter=familyName", "invalid data", ("operator", "!=", "after familyName")),
        ("filter=familyName like 'x'", "invalid data", ("position 12", "like", "after familyName")),
        ("filter=role=='x'", "invalid data", ("position 6", "for role", "quotes")),
        ("filter=dateLastModified>'yesterday'", "invalid data", ("yesterday", "dateLastModified")),
        ("filter=enabledUser='maybe'", "invalid data", ("maybe", "true")),
        ("filter=role='a' OR role='b' OR role='c'", "invalid data", ("one AND or OR",)),
        ("sort=familyName&orderBy=up", "invalid data", ("up", "asc", "desc")),
        ("fields=", "invalid_blank_selection_field", ("fields",)),
        ("fields=sourcedId,,role", "invalid_blank_selection_field", ("fields",)),
    ],
)
def test_a_bad_query_is_a_400_that_names_what_is_wrong(
    roster: Client, query: str, minor: str, named: tuple[str, ...]
) -> None:
    reply = roster.get(f"/users?{query}")
    assert (reply.status_code, reply.headers["Content-Type"]) == (400, "application/json")
    assert set(reply.json()) == IMSX
    assert reply.json()["imsx_codeMinor"] == minor
    assert all(word in reply.json()["imsx_description"] for word in named)


def test_an_unknown_sort_field_gives_the_default_order_and_a_warning(roster: Client) -> None:
    reply = roster.get("/users?sort=shoeSize&orderBy=desc")
    assert ids(reply) == ids(roster.get("/users"))
    warning = unquote(reply.headers["X-OneRoster-Warning"])
    assert warning.startswith("invalid_sort_field")
    assert "shoeSize" in warning
    assert list(reply.json()) == ["users"]


@pytest.mark.parametrize("path", ["/users?limit=1", "/users/" + STUDENT])
def test_an_unknown_field_name_gives_all_fields_and_a_warning(roster: Client, path: str) -> None:
    join = "&" if "?" in path else "?"
    reply = roster.get(f"{path}{join}fields=sourcedId,shoeSize")
    assert reply.json() == roster.get(path).json()
    assert "shoeSize" in unquote(reply.headers["X-OneRoster-Warning"])


def test_chosen_fields_come_and_no_others(roster: Client) -> None:
    (first, *_) = roster.get("/users?fields=familyName, sourcedId").json()["users"]
    assert set(first) == {"familyName", "sourcedId"}
