"""A relying party of another district tries every call against the sample's ids."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from functions.scopes import BY_NAME
from shared.oneroster import KINDS, SERVICE_CALLS, RecordKind, ServiceCall, Shape
from tests.oneroster.asking import total
from tests.oneroster.calls import BODIES, CATEGORY, LINE_ITEM, MANY, RESULT, by_name, path_of
from tests.oneroster.conftest import ONEROSTER, at
from tests.oneroster.evaluation import Record, names, texts
from tests.stack import Client, Stack

SHARED = ("academicSessions", "categories", "resources")  # by all schools of the sample
VARIABLE = re.compile(r"\{(\w+)\}")
COLLECTION = {
    "school": "schools",
    "class": "classes",
    "student": "students",
    "lineItem": "lineItems",
}


def stranger_of(stack: Stack) -> Client:
    schools = [one for one in stack.stranger.records("/orgs") if one["type"] == "school"]
    ids = tuple(school["sourcedId"] for school in schools)
    return at(stack, ONEROSTER, stack.client("Other district", ids, tuple(BY_NAME)))


@pytest.fixture(scope="module")
def stranger(stack: Stack) -> Client:
    return stranger_of(stack)


@pytest.fixture(scope="module")
def writing_stranger(gradebook_stack: Stack) -> Client:
    return stranger_of(gradebook_stack)


def calls(shape: Shape, nested: bool = False) -> list[ServiceCall]:
    found = [call for call in SERVICE_CALLS if call.shape is shape]
    return [call for call in found if shape is not Shape.MANY or ("{" in call.path) is nested]


@pytest.mark.parametrize("call", calls(Shape.ONE), ids=by_name)
def test_a_record_of_another_is_unknown(stranger: Client, call: ServiceCall) -> None:
    assert stranger.get(path_of(call)).status_code == 404


@pytest.mark.parametrize("call", calls(Shape.MANY, nested=True), ids=by_name)
def test_nothing_lies_within_a_record_of_another(stranger: Client, call: ServiceCall) -> None:
    reply = stranger.get(path_of(call))
    assert reply.json() == {call.kind.plural: []}
    assert reply.headers["X-Total-Count"] == "0"


@pytest.mark.parametrize("call", calls(Shape.MANY), ids=by_name)
def test_no_list_and_no_filter_shows_a_record_of_another(
    stranger: Client, roster: Client, call: ServiceCall
) -> None:
    others = [one["sourcedId"] for one in roster.records(f"{call.path}?limit=10000")]
    own = [one["sourcedId"] for one in stranger.records(f"{call.path}?limit=10000")]
    assert not set(own) & set(others)
    for filter_ in (f"sourcedId='{others[0]}'", f"sourcedId='x' OR sourcedId~'{others[0]}'"):
        assert stranger.records(call.path, params={"filter": filter_}) == []


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
@pytest.mark.parametrize("outsider", ["stranger", "primary"])
def test_no_field_can_be_filtered_by_to_find_what_is_hidden(
    request: pytest.FixtureRequest, roster: Client, outsider: str, kind: RecordKind
) -> None:
    client: Client = request.getfixturevalue(outsider)
    path = f"/{kind.plural}"
    own = {one["sourcedId"] for one in client.records(f"{path}?limit=10000")}
    hidden = [one for one in roster.records(f"{path}?limit=10000") if one["sourcedId"] not in own]
    assert bool(hidden) is (outsider == "stranger" or kind.plural not in SHARED)
    for filter_ in filters(kind, hidden):
        query = {"filter": filter_, "limit": "10000", "fields": "sourcedId"}
        reply = client.get(path, params=query)
        found = {one["sourcedId"] for one in reply.json()[kind.plural]}
        assert found <= own
        assert reply.headers["X-Total-Count"] == str(len(found))


def filters(kind: RecordKind, records: list[Record]) -> Iterator[str]:
    """Comparisons with something of the records, for every field that one of them has."""
    for name, field in names(kind).items():
        for text in [one for record in records for one in texts(name, field, record)][:1]:
            doubled = text.replace("'", "''")
            yield f"{name}='{doubled}'"
            yield f"sourcedId='x' OR {name}~'{doubled}'"


@pytest.mark.parametrize("outsider", ["stranger", "primary"])
@pytest.mark.parametrize("call", [one for one in MANY if one.path.count("{") == 2], ids=by_name)
def test_a_record_of_ones_own_is_no_way_to_one_of_another(
    request: pytest.FixtureRequest, outsider: str, call: ServiceCall
) -> None:
    client: Client = request.getfixturevalue(outsider)
    for variable in VARIABLE.findall(call.path):
        for own in client.records(f"/{COLLECTION[variable]}?limit=1"):
            reply = client.get(path_of(call, **{variable: own["sourcedId"]}))
            assert (reply.json(), total(reply)) == ({call.kind.plural: []}, 0)


@pytest.fixture(scope="module")
def own_records(writing_stranger: Client) -> dict[str, dict[str, Any]]:
    """What the stranger may write, by the singular of its kind."""
    stranger = writing_stranger
    refer = {
        name: {"sourcedId": stranger.records(f"/{path}?limit=1")[0]["sourcedId"]}
        for name, path in (
            ("class", "classes"),
            ("gradingPeriod", "academicSessions"),
            ("student", "students"),
        )
    }
    refer |= {"category": {"sourcedId": "strange-cat"}, "lineItem": {"sourcedId": "strange-line"}}
    bodies = {
        "category": BODIES["putCategory"]["category"],
        "lineItem": BODIES["putLineItem"]["lineItem"],
        "result": BODIES["putResult"]["result"],
    }
    own = {
        kind: {name: refer.get(name, value) for name, value in body.items()}
        for kind, body in bodies.items()
    }
    for path, kind in (
        ("/categories/strange-cat", "category"),
        ("/lineItems/strange-line", "lineItem"),
    ):
        assert stranger.ask("PUT", path, json={kind: own[kind]}).status_code == 201
    return own


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        (f"/categories/{CATEGORY}", "category"),
        (f"/lineItems/{LINE_ITEM}", "lineItem"),
        (f"/results/{RESULT}", "result"),
    ],
)
def test_a_record_of_another_can_be_neither_replaced_nor_deleted(
    gradebook: Client,
    writing_stranger: Client,
    own_records: dict[str, dict[str, Any]],
    path: str,
    kind: str,
) -> None:
    before = gradebook.get(path).json()
    body = {kind: own_records[kind]}
    assert writing_stranger.ask("PUT", path, json=body).status_code == 403
    for state in ("*", gradebook.get(path).headers["ETag"]):
        for unknown in (path, path + "-unknown"):
            reply = writing_stranger.ask("PUT", unknown, json=body, headers={"If-Match": state})
            assert reply.status_code == 412
            reply = writing_stranger.ask("DELETE", unknown, headers={"If-Match": state})
            assert reply.status_code == 404
    assert writing_stranger.ask("DELETE", path).status_code == 404
    assert gradebook.get(path).json() == before


@pytest.mark.parametrize(
    ("kind", "field"),
    [
        ("lineItem", "class"),
        ("lineItem", "category"),
        ("lineItem", "gradingPeriod"),
        ("result", "lineItem"),
        ("result", "student"),
    ],
)
def test_a_record_of_ones_own_cannot_refer_to_one_of_another(
    writing_stranger: Client, own_records: dict[str, dict[str, Any]], kind: str, field: str
) -> None:
    others = BODIES[f"put{kind[0].upper()}{kind[1:]}"][kind][field]
    path = f"/{kind}s/smuggled"
    reply = writing_stranger.ask("PUT", path, json={kind: {**own_records[kind], field: others}})
    assert reply.status_code == 400
    assert f"{kind}.{field}" in reply.json()["imsx_description"]
    assert writing_stranger.get(path).status_code == 404
