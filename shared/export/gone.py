"""Deleted records, which records that live may still name: who reads a set may not have them, so
what it says must not lead to them."""

from __future__ import annotations

from collections import defaultdict
from typing import Any

from shared.export.source import DELETED, Source, documents
from shared.oneroster import KINDS, Field, Type

# Of these kinds are the records that others refer to.
NAMED = {field.to for kind in KINDS for field in kind.fields if field.to}


class Gone:
    """The sourcedIds of deleted records by the plural of their kind, and of those left out because
    they are nothing without a deleted one. The only thing of an export that grows with the data:
    with the deletions, that is."""

    def __init__(self, source: Source) -> None:
        self._ids: defaultdict[str, set[str]] = defaultdict(set)
        for kind in KINDS:
            if kind.plural in NAMED & source.names.keys():
                for page in source.pages(kind, DELETED):
                    self._ids[kind.plural].update(
                        record["sourcedId"] for record, _ in documents(page)
                    )

    def add(self, plural: str, sourced_id: str) -> None:
        """Takes in a record that was left out."""
        self._ids[plural].add(sourced_id)

    def any(self, plural: str) -> bool:
        """Whether a record of the kind is gone."""
        return bool(self._ids[plural])

    def has(self, plural: str, sourced_id: str) -> bool:
        return sourced_id in self._ids[plural]

    def without(self, field: Field, value: Any) -> Any:
        """A field's value without the references to deleted records; None when nothing is left."""
        ids = self._ids[field.to]
        if field.type is Type.REFS and value:
            return [one for one in value if one["sourcedId"] not in ids] or None
        return None if field.type is Type.REF and value and value["sourcedId"] in ids else value
