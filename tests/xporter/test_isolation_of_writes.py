"""Gradebook writes of the back-end: nobody writes where he cannot read."""

from __future__ import annotations

import pytest

from shared.oneroster import KINDS, RecordKind
from tests.stack import Stack
from tests.xporter.asking import Record, ask_backend, minted

OUTSIDERS = ("primary", "stranger")
WRITTEN = [kind for kind in KINDS if kind.put]
# lineItems have a class and results a lineItem for owner; a category is the whole feed's.
OWNED = [kind for kind in WRITTEN if kind.plural != "categories"]


def records(stack: Stack, token: str, kind: RecordKind) -> dict[str, Record]:
    """The records of a kind that are not deleted, by sourcedId."""
    listed = ask_backend(stack, token, f"/{kind.plural}?limit=10000").json()[kind.plural]
    return {record["sourcedId"]: record for record in listed}


@pytest.fixture(scope="module")
def tokens(stack: Stack) -> dict[str, str]:
    return {name: minted(stack, getattr(stack, name)) for name in ("trust", *OUTSIDERS)}


def hidden(
    stack: Stack, tokens: dict[str, str], outsider: str, kind: RecordKind
) -> dict[str, Record]:
    """What `trust` sees and the outsider does not."""
    seen = records(stack, tokens[outsider], kind)
    everything = records(stack, tokens["trust"], kind)
    return {one: everything[one] for one in everything if one not in seen}


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.plural)
def test_there_is_something_to_protect(
    stack: Stack, tokens: dict[str, str], kind: RecordKind
) -> None:
    assert hidden(stack, tokens, "stranger", kind)


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.plural)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_a_hidden_record_can_be_neither_replaced_nor_deleted(
    stack: Stack, tokens: dict[str, str], outsider: str, kind: RecordKind
) -> None:
    for sourced_id, record in list(hidden(stack, tokens, outsider, kind).items())[:3]:
        target = f"/{kind.plural}/{sourced_id}"
        body = {kind.singular: {**record, "title": "Mine", "comment": "mine"}}
        assert ask_backend(stack, tokens[outsider], target, "PUT", json=body).status_code >= 400
        assert ask_backend(stack, tokens[outsider], target, "DELETE").status_code == 404
        still = ask_backend(stack, tokens["trust"], target).json()[kind.singular]
        assert still == record


@pytest.mark.parametrize("kind", OWNED, ids=lambda kind: kind.plural)
@pytest.mark.parametrize("outsider", OUTSIDERS)
def test_no_new_record_can_be_put_where_one_cannot_read(
    stack: Stack, tokens: dict[str, str], outsider: str, kind: RecordKind
) -> None:
    record = next(iter(hidden(stack, tokens, outsider, kind).values()))
    new = f"planted-by-{outsider}"
    target, body = f"/{kind.plural}/{new}", {kind.singular: {**record, "sourcedId": new}}
    refused = ask_backend(stack, tokens[outsider], target, "PUT", json=body)
    assert 400 <= refused.status_code < 500
    assert ask_backend(stack, tokens["trust"], target).status_code == 404


@pytest.mark.parametrize("kind", WRITTEN, ids=lambda kind: kind.plural)
def test_the_same_writes_succeed_for_who_may_read_there(
    stack: Stack, tokens: dict[str, str], kind: RecordKind
) -> None:
    record = next(iter(records(stack, tokens["trust"], kind).values()))
    target, body = f"/{kind.plural}/own-{kind.plural}", {kind.singular: dict(record)}
    body[kind.singular]["sourcedId"] = f"own-{kind.plural}"
    assert ask_backend(stack, tokens["trust"], target, "PUT", json=body).status_code == 201
    assert ask_backend(stack, tokens["trust"], target, "DELETE").status_code == 204


def test_a_record_of_ones_own_cannot_refer_to_what_is_hidden(
    stack: Stack, tokens: dict[str, str]
) -> None:
    """An own line item, moved into another district's class, category or grading period."""
    kind = next(one for one in OWNED if one.plural == "lineItems")
    record = next(iter(records(stack, tokens["trust"], kind).values()))
    classes = ask_backend(stack, tokens["stranger"], "/classes?limit=1").json()["classes"]
    sessions = ask_backend(stack, tokens["stranger"], "/academicSessions?limit=1").json()
    for field, other in (
        ("class", classes[0]["sourcedId"]),
        ("gradingPeriod", sessions["academicSessions"][0]["sourcedId"]),
    ):
        moved = {**record, "sourcedId": "moved", field: {"sourcedId": other, "type": "x"}}
        reply = ask_backend(
            stack, tokens["trust"], "/lineItems/moved", "PUT", json={"lineItem": moved}
        )
        assert 400 <= reply.status_code < 500
    assert ask_backend(stack, tokens["trust"], "/lineItems/moved").status_code == 404
