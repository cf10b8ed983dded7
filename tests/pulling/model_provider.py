"""A provider that serves what a model of a feed says."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from typing import Any

from admin.importing import ImportOptions
from admin.importing.files import FILE
from functions.documents import instant
from shared.oneroster import KIND, Field, Type
from tests.importing.model import HEADERS, Model, Row
from tests.importing.roster import Roster
from tests.pulling.fake import FakeProvider, Record
from tests.pulling.puller import Puller


class ModelProvider:
    """Shows a model by `provider`, a day later each time, and pulls by `puller`."""

    def __init__(self, provider: FakeProvider, puller: Puller) -> None:
        self._provider = provider
        self._puller = puller
        self._now = datetime(2026, 1, 1, tzinfo=UTC)

    def show(self, model: Model, *, is_silent: bool) -> None:
        """Serves the model as it is now. If `is_silent`, what is new among the deleted is gone
        without a word."""
        self._now += timedelta(days=1)
        for kind in HEADERS:
            before = {one["sourcedId"]: one for one in self._provider.collections.get(kind, [])}
            found = (
                self._record(model, kind, key, before.get(key), is_silent=is_silent)
                for key in sorted(model.rows[kind])
            )
            self._provider.collections[kind] = [one for one in found if one]

    def pull(self, roster: Roster, *, is_full: bool) -> None:
        """Pulls as the next import of the roster."""
        roster.now += timedelta(days=1)
        self._puller.now = roster.now
        self._puller.run(is_full=is_full, options=ImportOptions(accepts_deletions=True))

    def _record(
        self, model: Model, kind: str, key: str, before: Record | None, *, is_silent: bool
    ) -> Record | None:
        is_deleted = (kind, key) in model.deleted
        shown = {"sourcedId": key, **as_json(kind, model.rows[kind][key])}
        shown["status"] = "tobedeleted" if is_deleted else "active"
        if before and before | {"dateLastModified": ""} == shown | {"dateLastModified": ""}:
            return before
        if is_deleted and (is_silent or before is None):
            return None
        return shown | {"dateLastModified": instant(self._now)}


def as_json(kind: str, row: Row) -> Record:
    """A row of a CSV file as the JSON of its record."""
    cells = ((field, row[field.csv]) for field in FILE[kind].fields)
    return {field.name: _value(field, cell) for field, cell in cells if cell}


def _value(field: Field, cell: str) -> Any:
    if field.type is Type.REF:
        return _reference(field, cell)
    if field.type is Type.REFS:
        return [_reference(field, one) for one in cell.split(",")]
    return cell.split(",") if field.type is Type.STRINGS else cell


def _reference(field: Field, key: str) -> Record:
    return {
        "href": f"https://other.example/{key}",
        "sourcedId": key,
        "type": KIND[field.to].singular,
    }
