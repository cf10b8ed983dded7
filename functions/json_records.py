"""Reads a record from OneRoster JSON, as others write it: the body of a PUT, a provider's reply.

Tolerant of form where consumers and the IMS reference implementation differ (tolerances.py names
it all), strict about meaning. The result has the shape that functions/documents.py takes.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from functions import tolerances
from functions.documents import column
from functions.json_fields import LISTS, METADATA, UNREADABLE, Note, read_field, wanted
from shared.oneroster import Field, RecordKind

# Required by the specification, and yet left out by real consumers and providers: fields by plural.
OFTEN_ABSENT = {
    "users": ("orgs",),
    "lineItems": ("category", "gradingPeriod"),
    "results": ("score",),
}
# Follow from other records, whatever is said of them.
_DERIVED = ("children",)


@dataclass(frozen=True)
class Problem:
    """What is wrong with one field; `rule` ends the sentence "it must be ..."."""

    field: str
    value: Any
    rule: str

    def __str__(self) -> str:
        if _is_absent(self.value):
            return f"{self.field} is missing; it must be {self.rule}"
        return f"{self.field} is {str(self.value)[:60]!r}; it must be {self.rule}"


def read_record(
    kind: RecordKind, shown: Mapping[str, Any], note: Note = tolerances.ignore
) -> tuple[dict[str, Any], list[Problem]]:
    """The record that the JSON object `shown` states, by column, and all that is wrong with it.

    `note` is called with each departure from the specification that is taken.
    """
    record: dict[str, Any] = {}
    problems: list[Problem] = []
    for field in (METADATA, *kind.fields):
        value = shown.get(field.name)
        try:
            if field.name in _DERIVED:
                continue
            if not _is_absent(value):
                record[column(field)] = read_field(field, value, note)
            elif field.required and field.name not in OFTEN_ABSENT.get(kind.plural, ()):
                problems.append(Problem(field.name, None, wanted(field)))
            else:
                _leave_out(field, shown, record, note)
        except UNREADABLE:
            problems.append(Problem(field.name, value, wanted(field)))
    return record, problems


def _is_absent(value: Any) -> bool:
    return value is None or value in ("", [], {})


def _leave_out(field: Field, shown: Mapping[str, Any], record: dict[str, Any], note: Note) -> None:
    """Takes a field for absent; a list that must be there is an empty one."""
    is_list = field.type in LISTS
    usual: Any = [] if is_list else {} if field is METADATA else None
    if field.name in shown and shown[field.name] != usual:
        note(tolerances.EMPTY_FOR_ABSENT)
    if field.required:
        note(tolerances.required_absent(field.name))
        if is_list:
            record[column(field)] = []
