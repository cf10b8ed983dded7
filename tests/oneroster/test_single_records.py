"""A record asked for by its sourcedId, by a reader of one school: what its collection shows."""

from __future__ import annotations

import pytest

from shared.oneroster import SERVICE_CALL, ServiceCall
from tests.oneroster.calls import by_name
from tests.stack import Client

CALLS = [SERVICE_CALL[name] for name in ("getOrg", "getUser", "getCourse", "getEnrollment")]


@pytest.mark.parametrize("call", CALLS, ids=by_name)
def test_a_single_record_hides_what_its_collection_hides(
    primary: Client, call: ServiceCall
) -> None:
    collection = call.path.rpartition("/")[0]
    for record in primary.records(f"{collection}?limit=100"):
        reply = primary.get(f"{collection}/{record['sourcedId']}")
        assert reply.json() == {call.kind.singular: record}


@pytest.mark.parametrize("call", CALLS, ids=by_name)
def test_a_record_of_another_school_is_unknown(
    primary: Client, roster: Client, call: ServiceCall
) -> None:
    collection = call.path.rpartition("/")[0]
    mine = {one["sourcedId"] for one in primary.records(f"{collection}?limit=10000")}
    others = [
        one["sourcedId"]
        for one in roster.records(f"{collection}?limit=10000")
        if one["sourcedId"] not in mine
    ]
    assert others
    for sourced_id in others[:20]:
        assert primary.get(f"{collection}/{sourced_id}").status_code == 404
