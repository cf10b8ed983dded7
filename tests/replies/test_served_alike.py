"""Replies in the reference implementation's shape are imported, and served again call by call."""

from __future__ import annotations

import json
from contextlib import closing
from datetime import UTC, datetime
from typing import Any

import pytest

from admin.connection import connect
from admin.importing import ImportReport, import_set
from functions.documents import instant
from shared.oneroster import SERVICE_CALL
from tests.oneroster.conftest import ONEROSTER, at
from tests.replies.served import EXAMPLES, Server, as_served, reply_of
from tests.stack import Client, Stack

IMPORTED = datetime(2026, 11, 2, 6, 30, 0, 250000, tzinfo=UTC)
OPERATIONS = sorted(path.stem for path in EXAMPLES.iterdir())


@pytest.fixture(scope="module")
def report(stack: Stack) -> ImportReport:
    """Of the import of the examples as a feed of their own, which nobody else sees."""
    with closing(connect(stack.database)) as connection:
        return import_set(connection, EXAMPLES, "reference-shape", now=IMPORTED)


@pytest.fixture(scope="module")
def client(stack: Stack, report: ImportReport) -> Client:
    """Reads the examples in the full profile."""
    _, (school,), _ = reply_of(EXAMPLES, "getSchool")
    return at(stack, ONEROSTER, stack.client("Reference", (school["sourcedId"],)))


def test_each_of_the_calls_has_an_example() -> None:
    assert len(OPERATIONS) == 21
    assert {SERVICE_CALL[name].method for name in OPERATIONS} == {"GET"}


def test_the_examples_go_in_with_all_their_records(report: ImportReport) -> None:
    added = {kind.kind: kind.added for kind in report.kinds if kind.read}
    assert added == {
        "orgs": 2,
        "academicSessions": 4,
        "courses": 2,
        "classes": 2,
        "users": 6,
        "enrollments": 6,
    }


TOLERATED = {
    "a reference whose type is not the name of a class": 23,
    "a year as a number": 9,
    "a list of one in place of the one": 3,
    "one value in place of a list": 3,
    "a boolean without quotes": 15,
    "nothing in orgs, which is required": 15,
    "an empty value for an absent one": 9,
    "dateLastModified of another system": 41,
    "a record that the set states again in the same words": 19,
    "a reference in resources that leads nowhere": 2,
}


def test_every_departure_of_the_examples_is_counted(report: ImportReport) -> None:
    counted: dict[str, int] = {}
    for (_, tolerance), times in report.findings.tolerated.items():
        counted[tolerance.found] = counted.get(tolerance.found, 0) + times
    assert counted == TOLERATED


@pytest.mark.parametrize("query", ["?offset=0&limit=100", "?filter=status='active'"])
@pytest.mark.parametrize("operation", OPERATIONS)
def test_a_call_returns_the_records_of_its_example(
    client: Client, operation: str, query: str
) -> None:
    key, records, is_list = reply_of(EXAMPLES, operation)
    path = SERVICE_CALL[operation].path.replace("{sourcedId}", records[0]["sourcedId"])
    reply = client.get(path + query)
    server = Server(client.base, instant(IMPORTED))
    assert reply.status_code == 200
    assert list(reply.json()) == [key]
    served = reply.json()[key]
    assert _by_id(served if is_list else [served]) == _by_id(
        [as_served(key, record, server) for record in records]
    )


def test_the_same_replies_again_change_nothing(stack: Stack, report: ImportReport) -> None:
    with closing(connect(stack.database)) as connection:
        assert import_set(connection, EXAMPLES, "reference-shape").revision is None


def _by_id(records: list[dict[str, Any]]) -> str:
    """Records in one order, their fields too, as text: it is easily compared by eye."""
    ordered = sorted(records, key=lambda record: str(record["sourcedId"]))
    return json.dumps(ordered, indent=1, sort_keys=True)
