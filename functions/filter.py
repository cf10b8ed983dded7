"""The filter of section 3.4.3: `field operator 'value'`, one AND or OR, checked against the table.

A filter that cannot be read is refused, naming the place, the field and what is allowed: it never
means "all records" or "no records".
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

from functions.comparisons import Clause, compare
from shared.errors import InvalidData
from shared.oneroster import RecordKind

OPERATORS = ("!=", ">=", "<=", "=", ">", "<", "~")

_FIELD = re.compile(r"\s*(?P<field>[A-Za-z][^\s=!<>~'()]*)")
_OPERATOR = re.compile(r"\s*(?P<operator>!=|>=|<=|=|>|<|~)")
_QUOTED = re.compile(r"\s*'(?P<value>(?:[^']|'')*)'")
_BARE = re.compile(r"\s*(?P<value>[^\s'()=!<>~]+)")
_LOGIC = re.compile(r"\s+(?P<logic>and|or)(?=\s)", re.IGNORECASE)
_REST = re.compile(r"\s*$")
_PARENTHESES = re.compile(r"\s*\((?P<inside>.*)\)\s*$", re.DOTALL)


@dataclass(frozen=True)
class Filter:
    """One clause, or two joined by `logic` ("and" or "or")."""

    clauses: tuple[Clause, ...]
    logic: str

    @property
    def asks_for_deleted(self) -> bool:
        """Whether tombstones are meant too, where they are hidden otherwise."""
        return any(clause.column in ("status", "dateLastModified") for clause in self.clauses)

    def as_query(self) -> dict[str, Any]:
        """The members `filter` and `logic` of a procedure's query."""
        return {"filter": [clause.as_query() for clause in self.clauses], "logic": self.logic}


def read_filter(text: str, kind: RecordKind) -> Filter:
    """Reads a filter on records of `kind`.

    Raises InvalidFilterField for a field that the kind has not, InvalidData for anything else that
    is not a filter; both name the position in `text` (from 1).
    """
    reader = _Reader(_without_parentheses(text), text)
    first = reader.clause(kind)
    if reader.at_end():
        return Filter((first,), "and")
    logic = reader.take(_LOGIC, "AND, OR or the end of the filter")["logic"].lower()
    second = reader.clause(kind)
    if not reader.at_end():
        raise reader.unexpected("the end of the filter: one AND or OR is allowed")
    return Filter((first, second), logic)


def _without_parentheses(text: str) -> str:
    """The same length of text, so that positions stay true."""
    whole = _PARENTHESES.match(text)
    if whole is None:
        return text
    start, end = whole.span("inside")
    return " " * start + text[start:end] + " " * (len(text) - end)


class _Reader:
    """Reads a filter from left to right, and knows where it is."""

    def __init__(self, text: str, shown: str) -> None:
        self._text = text
        self._shown = shown
        self._at = 0

    def clause(self, kind: RecordKind) -> Clause:
        start = self._next_position()
        field = self.take(_FIELD, "a field's name")["field"]
        wanted = f"an operator after {field} ({' '.join(OPERATORS)})"
        operator = self.take(_OPERATOR, wanted)["operator"]
        return compare(kind, field, operator, self._value(field), position=start)

    def take(self, pattern: re.Pattern[str], wanted: str) -> re.Match[str]:
        found = pattern.match(self._text, self._at)
        if found is None:
            raise self.unexpected(wanted)
        self._at = found.end()
        return found

    def at_end(self) -> bool:
        return _REST.match(self._text, self._at) is not None

    def unexpected(self, wanted: str) -> InvalidData:
        position = self._next_position()
        found = self._shown[position - 1 : position + 19]
        what = f"'{found}'" if found else "the end"
        return InvalidData(f"filter: at position {position} there is {what} instead of {wanted}")

    def _value(self, field: str) -> str:
        quoted = _QUOTED.match(self._text, self._at)
        if quoted:
            self._at = quoted.end()
            return quoted["value"].replace("''", "'")
        return self.take(_BARE, f"a value for {field} in single quotes")["value"]

    def _next_position(self) -> int:
        rest = self._text[self._at :]
        return self._at + len(rest) - len(rest.lstrip()) + 1
