"""The objects of a reply as records: each field checked by its type and rules."""

from __future__ import annotations

import re
from functools import partial
from typing import Any

from admin.importing.findings import Findings, Problem
from admin.importing.roster_set import StagedRow
from admin.importing.tolerances import (
    DATE_LAST_MODIFIED_STATED,
    PLACEHOLDER,
    STATUS_ABSENT,
    unknown_field,
)
from admin.importing.wording import in_words
from functions.json_fields import SOURCED_ID
from functions.json_records import read_record
from shared.oneroster import STATUSES, RecordKind

_BASE = ("sourcedId", "status", "dateLastModified", "metadata")
# As examples of replies have it where the argument of the request stood.
_PLACEHOLDER = re.compile(r"\{\w+\}")


class RowReader:
    """Reads the records of one file."""

    def __init__(self, kind: RecordKind, file: str, findings: Findings) -> None:
        self._kind = kind
        self._file = file
        self._findings = findings
        self._note = partial(findings.tolerate, file)
        self._known = {*_BASE, *kind.by_json_name}

    def __call__(self, number: int, line: int, shown: Any) -> StagedRow | None:
        """The row of that `line` that the file's record of that `number`, from 1, states. None when
        it can not be told which record it is."""
        sourced_id = shown.get("sourcedId") if isinstance(shown, dict) else None
        if isinstance(sourced_id, str) and SOURCED_ID.fullmatch(sourced_id):
            return self._row(number, line, sourced_id, shown)
        if isinstance(sourced_id, str) and _PLACEHOLDER.fullmatch(sourced_id):
            self._note(PLACEHOLDER)
        elif isinstance(shown, dict):
            rule = "a sourcedId is 1 to 255 characters of 0-9 A-Z a-z . / @ _ -"
            self._problem(number, "", "sourcedId", sourced_id, rule)
        else:
            self._problem(number, "", "", shown, "a record is an object")
        return None

    def _row(self, number: int, line: int, sourced_id: str, shown: dict[str, Any]) -> StagedRow:
        record, problems = read_record(self._kind, shown, self._note)
        for one in problems:
            rule = (
                f"must be {one.rule}"
                if one.value is not None
                else f"the value is required: {one.rule}"
            )
            self._problem(number, sourced_id, one.field, one.value, rule)
        for name in shown.keys() - self._known:
            self._note(unknown_field(in_words(name)))
        if shown.get("dateLastModified"):
            self._note(DATE_LAST_MODIFIED_STATED)
        return StagedRow(sourced_id, line, self._status(number, sourced_id, shown), record)

    def _status(self, number: int, sourced_id: str, shown: dict[str, Any]) -> str:
        status = shown.get("status")
        if status in STATUSES:
            return str(status)
        if status:
            rule = f"must be one of {', '.join(STATUSES)}"
            self._problem(number, sourced_id, "status", status, rule)
        else:
            self._note(STATUS_ABSENT)
        return "active"

    def _problem(self, number: int, sourced_id: str, field: str, value: Any, rule: str) -> None:
        problem = Problem(self._file, number, field, in_words(value), rule, sourced_id)
        self._findings.add([problem], 1)
