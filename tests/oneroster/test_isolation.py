"""A relying party of another district tries every call against the sample's ids."""

from __future__ import annotations

import pytest

from functions.scopes import BY_NAME
from shared.oneroster import SERVICE_CALLS, ServiceCall, Shape
from tests.oneroster.calls import BODIES, LINE_ITEM, RESULT, path_of
from tests.oneroster.conftest import ONEROSTER, at
from tests.stack import Client, Stack

KIND_OF_WRITE = {"putLineItem": LINE_ITEM, "putResult": RESULT}


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


def by_name(call: ServiceCall) -> str:
    return call.name


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


@pytest.mark.parametrize("name", ["LineItem", "Result"])
def test_a_record_of_another_can_be_neither_replaced_nor_deleted(
    gradebook: Client, writing_stranger: Client, name: str
) -> None:
    sourced_id = KIND_OF_WRITE[f"put{name}"]
    path = f"/{name[0].lower()}{name[1:]}s/{sourced_id}"
    before = gradebook.get(path).json()
    put = writing_stranger.ask("PUT", path, json=BODIES[f"put{name}"])
    assert put.status_code in (400, 403)
    assert writing_stranger.ask("DELETE", path).status_code == 404
    assert gradebook.get(path).json() == before


def test_a_result_cannot_be_given_to_a_student_of_another(writing_stranger: Client) -> None:
    reply = writing_stranger.ask("PUT", "/results/smuggled", json=BODIES["putResult"])
    assert reply.status_code == 400
    assert "result.lineItem" in reply.json()["imsx_description"]
