"""The filter grammar: what is read, and what is refused with which words (section 3.4.3)."""

from __future__ import annotations

import json

import pytest

from functions.comparisons import allowed_names
from functions.filter import read_filter
from shared.errors import InvalidData, InvalidFilterField
from shared.oneroster import ENROLLMENTS, KINDS, USERS, RecordKind


def clause(text: str, kind: RecordKind = USERS) -> tuple[str, str, str, str]:
    (one,) = read_filter(text, kind).clauses
    return one.column, one.kind_of, one.operator, one.value


@pytest.mark.parametrize(
    ("text", "operator", "value"),
    [
        ("familyName='Smith'", "=", "Smith"),
        ("familyName = 'Smith'", "=", "Smith"),
        ("familyName!='Smith'", "!=", "Smith"),
        ("familyName~'mit'", "~", "mit"),
        ("familyName>='S'", ">=", "S"),
        ("familyName<='S'", "<=", "S"),
        ("familyName>'S'", ">", "S"),
        ("familyName<'S'", "<", "S"),
        ("familyName='O''Neil'", "=", "O'Neil"),
        ("familyName='van AND der'", "=", "van AND der"),
        ("familyName=''", "=", ""),
        ("familyName=Smith", "=", "Smith"),
        ("(familyName='a(b)')", "=", "a(b)"),
        ("familyName='= > <'", "=", "= > <"),
    ],
)
def test_every_operator_and_quoting_is_read(text: str, operator: str, value: str) -> None:
    assert clause(text) == ("familyName", "text", operator, value)


@pytest.mark.parametrize("logic", ["AND", "and", "And", "OR", "or"])
def test_two_clauses_are_joined_by_and_or_or_in_any_case(logic: str) -> None:
    read = read_filter(f"(givenName='Zoë' {logic} role='student')", USERS)
    assert [one.column for one in read.clauses] == ["givenName", "role"]
    assert read.logic == logic.lower()


@pytest.mark.parametrize(
    ("value", "instant"),
    [
        ("2025-10-01", "2025-10-01T00:00:00.000000+00:00"),
        ("2025-10-01T12:30:00Z", "2025-10-01T12:30:00.000000+00:00"),
        ("2025-10-01T12:30:00.5Z", "2025-10-01T12:30:00.500000+00:00"),
        ("2025-10-01T12:30:00.123456Z", "2025-10-01T12:30:00.123456+00:00"),
        ("2025-10-01T12:30:00+01:00", "2025-10-01T11:30:00.000000+00:00"),
    ],
)
def test_dates_and_instants_compare_with_an_instant(value: str, instant: str) -> None:
    assert clause(f"dateLastModified>'{value}'")[3] == instant


def test_a_value_of_an_enumeration_is_spelled_as_the_vocabulary_spells_it() -> None:
    assert clause("status='ToBeDeleted'") == ("status", "exact", "=", "tobedeleted")


def test_a_value_outside_an_enumeration_is_kept_and_will_find_nothing() -> None:
    assert clause("status='norecords'")[3] == "norecords"


def test_a_list_is_compared_with_each_value_of_a_comma_list() -> None:
    column, kind_of, _, value = clause("grades~'07, 08'")
    assert (column, kind_of, json.loads(value)) == ("grades", "list", ["07", "08"])


def test_references_are_named_with_a_dot() -> None:
    assert clause("class.sourcedId='c1'", ENROLLMENTS)[:2] == ("classSourcedId", "exact")


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("status='active", "position 8"),
        ("status'active'", "an operator"),
        ("status==='active'", "position 8"),
        ("='active'", "a field's name"),
        ("status='a' AND", "position 12"),
        ("status='a' AND role='b' OR role='c'", "one AND or OR is allowed"),
        ("dateLastModified>'yesterday'", "2026-01-31"),
        ("enabledUser='maybe'", "'true' or 'false'"),
        ("dateLastModified>'0001-01-01T00:00:00+23:00'", "between the years"),
    ],
)
def test_what_is_no_filter_is_refused_with_its_place_and_what_is_allowed(
    text: str, told: str
) -> None:
    with pytest.raises(InvalidData, match="filter: ") as refused:
        read_filter(text, USERS)
    assert told in refused.value.description


@pytest.mark.parametrize("name", ["shoeSize", "class.sourcedId", "orgs", "agents.href", "metadata"])
def test_an_unknown_field_is_named_with_the_fields_that_are_allowed(name: str) -> None:
    with pytest.raises(InvalidFilterField) as refused:
        read_filter(f"{name}='x'", USERS)
    assert f"'{name}'" in refused.value.description
    assert "familyName" in refused.value.description


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.plural)
def test_every_field_that_an_error_names_as_allowed_can_be_compared(kind: RecordKind) -> None:
    values = {"date": "2026-01-31", "number": "1", "boolean": "true", "dateTime": "2026-01-31"}
    for name in (one.replace("<name>", "house") for one in allowed_names(kind)):
        for value in ("x", *values.values()):
            try:
                read_filter(f"{name}='{value}'", kind)
                break
            except InvalidFilterField:
                pytest.fail(f"{name} is named as allowed and refused")
            except InvalidData:
                continue
        else:
            pytest.fail(f"no value can be compared with {name}")
