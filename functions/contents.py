"""What there is to export: the kinds that a caller may read, with the names of their metadata.

Whoever writes a file with a column for each of these names must know them before the first row.
"""

from __future__ import annotations

from functions.identity import Identity
from functions.pages import Call, access_revision
from functions.scopes import need, readable_kinds
from shared.oneroster import EXPORT_SCOPE

Names = dict[str, list[str]]


class Contents:
    """Answers through `call(procedure, arguments) -> rows`."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def of(self, identity: Identity) -> Names:
        """By the plural of each kind that the caller may read. Raises Forbidden when it was not
        granted exports, Unauthorized when its relying party is no longer known."""
        need(EXPORT_SCOPE, "An export", identity)
        access_revision(self._call, identity.relying_party_id)
        return {
            kind.plural: self._names(kind.plural, identity)
            for kind in readable_kinds(identity.scopes)
        }

    def _names(self, plural: str, identity: Identity) -> list[str]:
        asked = [plural, identity.relying_party_id, identity.school]
        return [row.name for row in self._call("gcidm.get_metadataNames", asked)]
