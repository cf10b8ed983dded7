"""Pulled records as rows: translated from the provider's version, deletions as deltas have them."""

from __future__ import annotations

from functools import partial
from typing import Any

from admin.importing.findings import Findings
from admin.importing.json_rows import RowReader
from admin.importing.roster_set import StagedRow
from admin.importing.tolerances import DELETED_UNREADABLE
from admin.pulling.translations import Translation
from functions.json_fields import SOURCED_ID
from shared.oneroster import RecordKind

_DELETED = "tobedeleted"


class PulledRowReader:
    """Reads the records of a collection, which is named in what is found."""

    def __init__(
        self, kind: RecordKind, translate: Translation | None, findings: Findings, *, is_delta: bool
    ) -> None:
        self._kind = kind
        self._translate = translate
        self._findings = findings
        self._is_delta = is_delta
        self._read = RowReader(kind, kind.plural, findings)
        self._note = partial(findings.tolerate, kind.plural)

    def __call__(self, number: int, shown: Any) -> StagedRow | None:
        """The row that the collection's record of that number, from 1, states; None for none."""
        if not isinstance(shown, dict):
            return self._read(number, number, shown)
        # A pull goes by it, so it is no departure as it would be in an import.
        shown.pop("dateLastModified", None)
        is_deleted = shown.get("status") == _DELETED and _is_known(shown)
        if is_deleted and self._is_delta:
            return StagedRow(shown["sourcedId"], number, _DELETED, {})
        if self._translate:
            self._translate(shown, self._note)
        return self._tombstone(number, shown) if is_deleted else self._read(number, number, shown)

    def _tombstone(self, number: int, shown: dict[str, Any]) -> StagedRow | None:
        """A deleted record, if all of it is there: others may refer to it."""
        found = Findings()
        row = RowReader(self._kind, self._kind.plural, found)(number, number, shown)
        if found.total:
            self._note(DELETED_UNREADABLE)
            return None
        self._findings.tolerated.update(found.tolerated)
        return row


def _is_known(shown: dict[str, Any]) -> bool:
    sourced_id = shown.get("sourcedId")
    return isinstance(sourced_id, str) and SOURCED_ID.fullmatch(sourced_id) is not None
