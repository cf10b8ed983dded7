"""What it means for a record to be within another: the nested calls of section 3.1 to 3.3.

By kind and relation a template's name (templates/within_*.sql); `{value}` stands there for the
other record's sourcedId, t is the record. Only active enrollments count.
"""

from __future__ import annotations

from local.tsql.templates import inline
from shared.oneroster import RecordKind

_RELATIONS = {
    "classes": ("school", "course", "term", "user", "student", "teacher"),
    "users": ("school", "class"),
    "courses": ("school",),
    "enrollments": ("school", "class"),
    "academicSessions": ("school", "term"),
    "resources": ("course", "class"),
    "lineItems": ("class",),
    "results": ("class", "lineItem", "student"),
}


def relations(kind: RecordKind) -> tuple[str, ...]:
    """What a record of `kind` can be within."""
    return _RELATIONS.get(kind.plural, ())


def within(kind: RecordKind, relation: str, value: str) -> str:
    """The condition on a record of `kind`."""
    return inline(f"within_{kind.plural}_{relation}", value=value)
