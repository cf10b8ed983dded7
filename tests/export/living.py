"""What of a feed's active records makes sense by itself, worked out the plain way."""

from __future__ import annotations

from typing import Any

from shared.oneroster import KIND, Field, Type
from tests.export.sets import Documents


def living(documents: Documents) -> Documents:
    """The records without references to what is not among them; those that lost one which they must
    have are not there, nor what then leads to them."""
    found, left = documents, -1
    while left != (size := sum(map(len, found.values()))):
        left = size
        found = {
            plural: {
                sourced_id: cut
                for sourced_id, doc in records.items()
                if (cut := _cut(plural, doc, found)) is not None
            }
            for plural, records in found.items()
        }
    return found


def _cut(plural: str, doc: dict[str, Any], among: Documents) -> dict[str, Any] | None:
    if plural == "demographics" and doc["sourcedId"] not in among["users"]:
        return None
    cut = dict(doc)
    for field in KIND[plural].fields:
        if field.to and field.name in doc and not _cut_field(field, cut, among[field.to]):
            return None
    return cut


def _cut_field(field: Field, doc: dict[str, Any], there: dict[str, Any]) -> bool:
    """Cuts one field; false when the record cannot be without what it lost."""
    before = doc[field.name]
    if field.type is Type.REF:
        if before["sourcedId"] not in there:
            del doc[field.name]
        return field.name in doc or not field.required
    kept = [one for one in before if one["sourcedId"] in there]
    doc[field.name] = kept
    if not kept and not field.always:
        del doc[field.name]
    return bool(kept) or not before or not field.required
