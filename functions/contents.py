"""What there is to export: the kinds that a caller may read, with the names of their metadata.

Whoever writes a file with a column for each of these names must know them before the first row.
"""

from __future__ import annotations

from dataclasses import dataclass

from functions.identity import Identity
from functions.pages import Call, access_revision, known_row
from functions.scopes import need, readable_kinds
from shared.errors import InvalidData
from shared.export.since import instant_of
from shared.oneroster import EXPORT_SCOPE

Names = dict[str, list[str]]


@dataclass(frozen=True)
class Start:
    """Where an export starts: at `revision` of the data, with what changed at `since` or later;
    None: it was not asked."""

    revision: int
    since: str | None = None


class Contents:
    """Answers through `call(procedure, arguments) -> rows`."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def start(self, identity: Identity, after: int | None) -> Start:
        """Where an export of all changes later than the revision `after` starts, None: of
        everything; reads no record. Raises Forbidden when the caller was not granted exports,
        Unauthorized when its relying party is no longer known, InvalidData when it cannot be told
        what changed after that revision."""
        need(EXPORT_SCOPE, "An export", identity)
        asked = identity.relying_party_id
        if after is None:
            return Start(access_revision(self._call, asked))
        row = known_row(self._call("gcidm.get_changedAfter", [asked, after]))
        try:
            since = instant_of(after, row.state, row.since, row.revision)
        except ValueError as error:
            raise InvalidData(f"The parameter since: {error}.") from None
        return Start(int(row.revision), since)

    def names(self, identity: Identity) -> Names:
        """By the plural of each kind that the caller may read."""
        return {
            kind.plural: self._names(kind.plural, identity)
            for kind in readable_kinds(identity.scopes)
        }

    def _names(self, plural: str, identity: Identity) -> list[str]:
        asked = [plural, identity.relying_party_id, identity.school]
        return [row.name for row in self._call("gcidm.get_metadataNames", asked)]
