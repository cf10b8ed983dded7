"""What consumers that write grades rely on, and plain servers get wrong."""

from __future__ import annotations

from typing import Any

import pytest

from tests.oneroster.asking import ids
from tests.oneroster.calls import CATEGORY, CLASS, STUDENT
from tests.oneroster.writing import LINE, SCORE
from tests.stack import SECONDARY, Client

FULL_LINE: dict[str, Any] = {
    **LINE,
    "school": {"href": "", "sourcedId": SECONDARY, "type": "school"},
    "category": {"href": "", "sourcedId": CATEGORY, "type": "category"},
}
FULL_SCORE: dict[str, Any] = {**SCORE, "scoreDate": "2026-11-10", "comment": "Neat"}


@pytest.mark.parametrize(
    ("collection", "singular", "record"),
    [("lineItems", "lineItem", FULL_LINE), ("results", "result", FULL_SCORE)],
)
def test_a_new_record_is_a_201_a_known_one_a_200_and_a_deleted_one_a_204_and_a_tombstone(
    gradebook: Client, collection: str, singular: str, record: dict[str, Any]
) -> None:
    path, body = f"/{collection}/habit", {singular: {**record, "sourcedId": "habit"}}
    assert [gradebook.ask("PUT", path, json=body).status_code for _ in range(2)] == [201, 200]
    (shown,) = gradebook.records(f"/{collection}?filter=sourcedId='habit'")
    deleted = gradebook.ask("DELETE", path)
    assert (deleted.status_code, deleted.content) == (204, b"")
    assert gradebook.get(path).status_code == 404
    assert "habit" not in ids(gradebook.get(f"/{collection}?limit=10000"))
    for filter_ in ("status='tobedeleted'", f"dateLastModified>'{shown['dateLastModified']}'"):
        (tombstone,) = (
            one
            for one in gradebook.records(f"/{collection}?limit=10000&filter={filter_}")
            if one["sourcedId"] == "habit"
        )
        assert tombstone["status"] == "tobedeleted"


def without(record: dict[str, Any], *names: str) -> dict[str, Any]:
    return {name: value for name, value in record.items() if name not in names}


@pytest.mark.parametrize(
    ("kind", "record", "shown"),
    [
        ("lineItem", without(FULL_LINE, "category"), {"category": None}),
        ("lineItem", without(FULL_LINE, "school"), {"title": "Spelling"}),
        ("lineItem", without(FULL_LINE, "gradingPeriod"), {"gradingPeriod": None}),
        ("lineItem", {**FULL_LINE, "class": {"sourcedId": CLASS}}, {"title": "Spelling"}),
        ("lineItem", {**FULL_LINE, "colour": "red", "links": [1]}, {"colour": None, "links": None}),
        ("result", {**FULL_SCORE, "score": 1000}, {"score": 1000}),
        ("result", {**FULL_SCORE, "comment": ""}, {"comment": None}),
        (
            "result",
            {**FULL_SCORE, "scoreDate": "2026-11-10T16:20:00.000Z"},
            {"scoreDate": "2026-11-10"},
        ),
        ("result", {**FULL_SCORE, "student": {"sourcedId": STUDENT}}, {"score": 15.5}),
        ("result", {**FULL_SCORE, "colour": "red"}, {"colour": None, "comment": "Neat"}),
    ],
)
def test_what_writers_leave_out_add_or_word_in_their_own_way_is_taken(
    gradebook: Client,
    kind: str,
    record: dict[str, Any],
    shown: dict[str, Any],
) -> None:
    path = f"/{kind}s/loose"
    assert gradebook.ask("PUT", path, json={kind: record}).status_code == 201
    found = gradebook.get(path).json()[kind]
    assert {name: found.get(name) for name in shown} == shown
    assert gradebook.ask("DELETE", path).status_code == 204
