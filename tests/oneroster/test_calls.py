"""All 61 service calls, over HTTP through both tiers against the sample school."""

from __future__ import annotations

import pytest

from shared.oneroster import SERVICE_CALL, SERVICE_CALLS, ServiceCall, Shape
from tests.golden_files import Golden
from tests.oneroster.calls import BODIES, MANY, READS, address_of, by_name, path_of
from tests.oneroster.shapes import problems_of_reply
from tests.stack import Client

# The specification's own numbers: section 3, tables 3.1 to 3.3.
ROSTERING, RESOURCES, GRADEBOOK_READS, PUTS, DELETES = 41, 4, 10, 3, 3


def test_there_are_as_many_calls_as_the_specification_has() -> None:
    assert len(READS) == ROSTERING + RESOURCES + GRADEBOOK_READS
    assert len([call for call in SERVICE_CALLS if call.shape is Shape.PUT]) == PUTS
    assert len([call for call in SERVICE_CALLS if call.shape is Shape.DELETE]) == DELETES


@pytest.mark.parametrize("call", READS, ids=by_name)
def test_a_read_answers_exactly_like_this(
    roster: Client, golden: Golden, call: ServiceCall
) -> None:
    golden(call.name, roster.get(address_of(call)))


@pytest.mark.parametrize("name", ["Category", "LineItem", "Result"])
def test_a_write_answers_exactly_like_this(gradebook: Client, golden: Golden, name: str) -> None:
    put, delete = SERVICE_CALL[f"put{name}"], SERVICE_CALL[f"delete{name}"]
    golden(put.name, gradebook.ask("PUT", path_of(put), json=BODIES[put.name]))
    golden(f"{put.name}-read-back", gradebook.get(path_of(put)))
    golden(delete.name, gradebook.ask("DELETE", path_of(delete)))


@pytest.mark.parametrize("call", READS, ids=by_name)
def test_a_reply_keeps_to_the_specifications_model(roster: Client, call: ServiceCall) -> None:
    body = roster.get(f"{path_of(call)}?limit=10000").json()
    assert problems_of_reply(call, body, roster.base) == []


@pytest.mark.parametrize("call", MANY, ids=by_name)
def test_every_collection_has_something_in_the_sample(roster: Client, call: ServiceCall) -> None:
    reply = roster.get(address_of(call))
    assert int(reply.headers["X-Total-Count"]) > 0
    assert reply.json()[call.kind.plural]


@pytest.mark.parametrize("call", MANY, ids=by_name)
def test_every_collection_is_paged_filtered_sorted_and_cut_to_fields(
    roster: Client, call: ServiceCall
) -> None:
    path, plural = path_of(call), call.kind.plural
    every = [one["sourcedId"] for one in roster.get(f"{path}?limit=10000").json()[plural]]
    backwards = roster.get(
        f"{path}?limit=2&sort=sourcedId&orderBy=desc&fields=sourcedId&filter=sourcedId!='nothing'"
    )
    assert backwards.json()[plural] == [
        {"sourcedId": one} for one in sorted(every, reverse=True)[:2]
    ]
    assert backwards.headers["X-Total-Count"] == str(len(every))
    two = roster.get(f"{path}?limit=2").json()[plural]
    assert roster.get(f"{path}?limit=1&offset=1").json()[plural] == two[1:]


@pytest.mark.parametrize(
    "call",
    [one for one in SERVICE_CALLS if one.shape in (Shape.ONE, Shape.DELETE)],
    ids=by_name,
)
def test_an_unknown_record_is_a_404_in_json(gradebook: Client, call: ServiceCall) -> None:
    reply = gradebook.ask(call.method, call.path.replace("{sourcedId}", "unknown"))
    assert (reply.status_code, reply.headers["Content-Type"]) == (404, "application/json")
    assert reply.json()["imsx_codeMinor"] == "unknown object"


@pytest.mark.parametrize("call", SERVICE_CALLS, ids=by_name)
def test_a_token_without_the_scope_is_forbidden(
    narrow: dict[str, Client], call: ServiceCall
) -> None:
    client = narrow["roster" if "roster" not in call.scope else "gradebook"]
    reply = client.ask(call.method, path_of(call), json=BODIES.get(call.name))
    assert (reply.status_code, reply.headers["Content-Type"]) == (403, "application/json")
    assert reply.json()["imsx_codeMinor"] == "forbidden"
    assert call.scope in reply.json()["imsx_description"]
