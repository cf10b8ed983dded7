"""Reads what a relying party may see, and nothing else: through the procedures of the back-end."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass

import pyodbc

from admin.errors import AdminError
from admin.exporting.reader import PAGE, Page, clean, column, told_instant
from admin.importing.procedures import call
from admin.relying_parties import find
from functions.render import without_hidden
from functions.scopes import granted_scopes, readable_kinds
from shared.oneroster import RecordKind


@dataclass(frozen=True)
class PartyReader:
    """What a relying party may see, with the scopes that it was granted."""

    connection: pyodbc.Connection
    relying_party_id: int
    kinds: tuple[RecordKind, ...]

    def names(self) -> Mapping[str, tuple[str, ...]]:
        """The names of the metadata of each kind that it may read."""
        asked = (self.relying_party_id, None)
        procedure = "gcidm.get_metadataNames"
        return {
            kind.plural: column(call(self.connection, procedure, kind.plural, *asked))
            for kind in self.kinds
        }

    def count(self, kind: RecordKind, query: str) -> int:
        """How many records match."""
        rows = call(self.connection, kind.count, self.relying_party_id, None, query)
        return int(rows[0][0])

    def page(self, kind: RecordKind, query: str, after: str | None) -> Page | None:
        """The page that starts after `after`; None when there is none."""
        asked = (self.relying_party_id, None, query, after, 0, PAGE)
        rows = call(self.connection, kind.get, *asked)
        if not any(row.records for row in rows):
            return None
        hidden = [row.hidden for row in rows if row.hidden]
        text = clean(",".join(row.docs for row in rows))
        last = {"feedId": rows[-1].feedid, "sourcedId": rows[-1].sourcedid}
        records = sum(row.records for row in rows)
        return Page(without_hidden(hidden, text) if hidden else text, records, json.dumps(last))

    def revision(self) -> int:
        """X-Data-Revision, as the relying party would get it."""
        return int(call(self.connection, "gcidm.get_access", self.relying_party_id)[0].revision)

    def changed_after(self, revision: int) -> str:
        """As FeedReader's, of an X-Data-Revision."""
        asked = (self.relying_party_id, revision)
        return told_instant(revision, call(self.connection, "gcidm.get_changedAfter", *asked))


def party_reader(connection: pyodbc.Connection, name: str) -> PartyReader:
    """A reader of what the relying party of that name may see. Raises AdminError as `find`,
    and when it was revoked."""
    party = find(connection, name)
    if not call(connection, "gcidm.get_access", party.relying_party_id):
        raise AdminError(f"The relying party {name!r} was revoked: it may see nothing.")
    scopes = granted_scopes(" ".join(party.scopes))
    return PartyReader(connection, party.relying_party_id, readable_kinds(scopes))
