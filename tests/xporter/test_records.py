"""The form of each record of each collection, as consumers read it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any

import pytest

from shared.oneroster import KIND, Field, Type
from tests.stack import Stack
from tests.xporter.asking import COLLECTIONS, Record, Roster

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
# What a field's value looks like in JSON, lists and references apart.
FORMS = {
    Type.DATE: re.compile(r"\d{4}-\d\d-\d\d"),
    Type.YEAR: re.compile(r"\d{4}"),
    Type.BOOLEAN: re.compile(r"true|false"),
    Type.STRING: re.compile(r"(?s:.+)"),
}
LISTS = (Type.STRINGS, Type.ENUMS, Type.REFS, Type.USER_IDS)
FIELDS = [(name, field) for name in COLLECTIONS for field in KIND[name].fields]
REFERENCES = [(name, field) for name, field in FIELDS if field.type in (Type.REF, Type.REFS)]


def values(roster: Roster, name: str, field: Field) -> list[Any]:
    """The field's values in all records that have it."""
    return [record[field.name] for record in roster[name] if field.name in record]


def references(roster: Roster, name: str, field: Field) -> Iterator[Record]:
    for value in values(roster, name, field):
        yield from value if field.type is Type.REFS else [value]


def field_id(value: str | Field) -> str:
    return value.name if isinstance(value, Field) else value


def every_value(value: Any) -> Iterator[Any]:
    yield value
    if isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from every_value(part)


@pytest.mark.parametrize("query", ["", "?limit=2", "?limit=0", "?offset=100000"])
@pytest.mark.parametrize("name", [*COLLECTIONS, "courses"])
def test_the_list_is_the_first_and_only_key(stack: Stack, name: str, query: str) -> None:
    reply = stack.trust.get(f"/{name}{query}")
    assert reply.text.startswith(f'{{"{name}":[')
    assert list(reply.json()) == [name]


@pytest.mark.parametrize("name", COLLECTIONS)
def test_every_record_begins_with_the_three_fields_of_all_records(
    roster: Roster, name: str
) -> None:
    for record in roster[name]:
        assert list(record)[:3] == ["sourcedId", "status", "dateLastModified"]
        assert record["sourcedId"]
        assert record["status"] in ("active", "tobedeleted")
        assert INSTANT.fullmatch(record["dateLastModified"])


@pytest.mark.parametrize("name", COLLECTIONS)
def test_a_record_has_no_other_fields_than_the_specification(roster: Roster, name: str) -> None:
    known = {"sourcedId", "status", "dateLastModified", "metadata", *KIND[name].by_json_name}
    assert {key for record in roster[name] for key in record} <= known


@pytest.mark.parametrize("name", COLLECTIONS)
def test_nothing_is_null_or_empty_text_or_a_json_boolean(roster: Roster, name: str) -> None:
    for record in roster[name]:
        for value in every_value(record):
            assert value is not None
            assert value != ""
            assert not isinstance(value, bool)


@pytest.mark.parametrize("name", COLLECTIONS)
def test_required_fields_and_lists_that_are_always_there(roster: Roster, name: str) -> None:
    needed = {one.name for one in KIND[name].fields if one.required or one.always}
    for record in roster[name]:
        assert needed <= set(record)


@pytest.mark.parametrize(("name", "field"), FIELDS, ids=field_id)
def test_a_fields_values_have_the_form_of_its_type(roster: Roster, name: str, field: Field) -> None:
    for value in values(roster, name, field):
        assert isinstance(value, list) == (field.type in LISTS)
        if field.type in FORMS:
            assert FORMS[field.type].fullmatch(value)
        if field.type is Type.ENUM:
            assert value in field.values


@pytest.mark.parametrize(("name", "field"), REFERENCES, ids=field_id)
def test_a_reference_has_href_sourced_id_and_the_type_of_its_class(
    stack: Stack, roster: Roster, name: str, field: Field
) -> None:
    for reference in references(roster, name, field):
        sourced_id = reference["sourcedId"]
        assert reference == {
            "href": f"{stack.base}/{field.to}/{sourced_id}",
            "sourcedId": sourced_id,
            "type": KIND[field.to].singular,
        }


@pytest.mark.parametrize(
    ("name", "field"), [one for one in REFERENCES if one[1].to in COLLECTIONS], ids=field_id
)
@pytest.mark.parametrize("reader", ["trust", "primary", "stranger"])
def test_what_is_referenced_is_served_to_the_same_reader(
    stack: Stack, reader: str, name: str, field: Field
) -> None:
    client = getattr(stack, reader)
    served = {record["sourcedId"] for record in client.records(f"/{field.to}")}
    named = references({name: client.records(f"/{name}")}, name, field)
    assert {reference["sourcedId"] for reference in named} <= served


@pytest.mark.parametrize("reader", ["trust", "primary", "stranger"])
@pytest.mark.parametrize("name", ["orgs", "academicSessions"])
def test_children_and_parents_name_each_other(stack: Stack, reader: str, name: str) -> None:
    records = getattr(stack, reader).records(f"/{name}")
    from_above = {
        (record["sourcedId"], child["sourcedId"])
        for record in records
        for child in record["children"]
    }
    from_below = {
        (record["parent"]["sourcedId"], record["sourcedId"])
        for record in records
        if "parent" in record
    }
    assert from_above == from_below
    assert from_above


@pytest.mark.parametrize(
    ("name", "wanted"),
    [
        ("orgs", {"identifier"}),
        ("users", {"identifier", "email", "phone", "userIds", "middleName"}),
        ("classes", {"classCode", "location", "subjects", "subjectCodes", "periods"}),
        ("enrollments", {"primary", "beginDate", "endDate"}),
        ("academicSessions", {"parent", "schoolYear"}),
    ],
)
def test_optional_fields_are_shown_where_the_data_have_them(
    roster: Roster, name: str, wanted: set[str]
) -> None:
    assert wanted <= {key for record in roster[name] for key in record}


def test_grades_and_agents_are_lists_even_when_empty(roster: Roster) -> None:
    staff = next(user for user in roster["users"] if user["role"] == "teacher")
    assert (staff["grades"], staff["agents"]) == ([], [])


def test_text_beyond_ascii_arrives_as_it_was_imported(roster: Roster) -> None:
    names = {user["familyName"] for user in roster["users"]}
    assert "李" in names
    assert any("é" in user["givenName"] for user in roster["users"])
