"""Whatever is asked: the pages together are the records that the query selects, each once."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from functions.sort import sortable
from shared.oneroster import SERVICE_CALL, RecordKind, ServiceCall, Type
from tests.oneroster.calls import path_of
from tests.oneroster.evaluation import (
    LIST_OPERATORS,
    LISTS,
    OPERATORS,
    Clause,
    Record,
    in_order,
    names,
    texts,
)
from tests.stack import Client

# Each kind once, and two calls that narrow it themselves.
CALLS = [
    SERVICE_CALL[name]
    for name in (
        *("getAllUsers", "getAllDemographics", "getAllEnrollments", "getAllClasses"),
        *("getAllCourses", "getAllOrgs", "getAllAcademicSessions", "getAllResources"),
        *("getAllLineItems", "getAllResults", "getStudentsForClass", "getClassesForSchool"),
    )
]
MOST_PAGES = 3
RecordsOf = Callable[[ServiceCall], list[Record]]


ASK_FOR_DELETED = ("status", "dateLastModified")


@pytest.fixture(scope="module")
def records_of(roster: Client) -> RecordsOf:
    """All records of a call, tombstones included, read once."""
    every = "filter=status='active' OR status='tobedeleted'"
    return lru_cache(lambda call: roster.records(f"{path_of(call)}?limit=10000&{every}"))


@settings(
    max_examples=200, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture]
)
@given(data=st.data(), call=st.sampled_from(CALLS))
def test_the_pages_together_are_what_the_query_selects(
    roster: Client, records_of: RecordsOf, data: st.DataObject, call: ServiceCall
) -> None:
    records = records_of(call)
    clauses = [
        data.draw(clause(call.kind, records)) for _ in range(data.draw(st.sampled_from([1, 2, 0])))
    ]
    every = data.draw(st.sampled_from([all, any]))
    sort = data.draw(st.sampled_from(["", *sortable(call.kind)]))
    descending = data.draw(st.booleans())
    size = data.draw(st.integers(1, 60))

    if call.kind.hides_deleted and not any(one.name in ASK_FOR_DELETED for one in clauses):
        records = [one for one in records if one["status"] == "active"]
    selected = [one for one in records if not clauses or every(c.selects(one) for c in clauses)]
    expected = [one["sourcedId"] for one in in_order(call.kind, selected, sort, descending)]
    query = {
        "filter": (" AND " if every is all else " OR ").join(map(str, clauses)),
        "sort": sort,
        "orderBy": "desc" if descending else "",
        "fields": "sourcedId",
        "limit": str(max(size, -(-len(expected) // MOST_PAGES))),
    }
    assert read_by_pages(roster, path_of(call), query, len(expected)) == expected


def read_by_pages(client: Client, path: str, query: dict[str, str], total: int) -> list[str]:
    """The sourcedIds of all pages, from one `next` to the other; each page must tell `total`."""
    found: list[str] = []
    reply = client.get(path, params=query)
    while True:
        assert reply.status_code == 200
        assert reply.headers["X-Total-Count"] == str(total)
        (listed,) = reply.json().values()
        assert reply.headers["X-Count"] == str(len(listed))
        found += [one["sourcedId"] for one in listed]
        if "next" not in reply.links:
            return found
        reply = client.get(reply.links["next"]["url"].removeprefix(client.base))


@st.composite
def clause(draw: st.DrawFn, kind: RecordKind, records: list[Record]) -> Clause:
    """A clause that is likely to select some of the records and not others."""
    name = draw(st.sampled_from(sorted(names(kind))))
    field = names(kind)[name]
    operators = LIST_OPERATORS if field.type in LISTS else tuple(OPERATORS)
    known = sorted({text for record in records for text in texts(name, field, record)})
    value = draw(st.sampled_from(known or [STRANGE[field.type]]))
    if field.type in LISTS:
        value = ",".join(draw(st.lists(st.sampled_from([*known, "x"]), min_size=1, max_size=2)))
    elif field.type in (Type.STRING, Type.ENUM):
        value = draw(st.sampled_from([value, value.swapcase(), value[: len(value) // 2] or "x"]))
    return Clause(name, field, draw(st.sampled_from(operators)), value)


# A value for fields that no record of the sample has.
STRANGE = dict.fromkeys(Type, "x") | {
    Type.BOOLEAN: "true",
    Type.DATE: "2026-01-01",
    Type.DATETIME: "2026-01-01",
    Type.NUMBER: "1",
    Type.YEAR: "2027",
}
