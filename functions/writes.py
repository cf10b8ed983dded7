"""Gradebook writes (section 3.3): PUT creates or replaces a record, DELETE leaves a tombstone.

A write is one procedure call, so it happens whole or not at all; the procedure decides whether the
caller may write there.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import md5
from typing import Any

from functions.documents import document, instant, restated
from functions.identity import Identity
from functions.json_fields import SOURCED_ID
from functions.json_records import read_record
from functions.json_values import is_storable
from shared.errors import Conflict, Forbidden, InvalidData, OneRosterError, UnknownObject
from shared.oneroster import RecordKind, ServiceCall

Call = Callable[[str, Sequence[Any]], list[Any]]

_MOST_TRIES = 5


@dataclass(frozen=True)
class Write:
    """A write as it was asked for. `if_match` is the state that the caller expects the record to
    be in, as `state` words it; "*" is any state but absence, None expects nothing."""

    call: ServiceCall
    sourced_id: str
    body: bytes
    if_match: str | None
    identity: Identity


class Writes:
    """Writes through `call(procedure, arguments) -> rows`; `clock` gives seconds since 1970."""

    def __init__(self, call: Call, clock: Callable[[], float]) -> None:
        self._call = call
        self._clock = clock

    def put(self, write: Write) -> int:
        """Saves the record of the body under the path's sourcedId: 201 when it is new, else 200.

        Raises InvalidData naming each field at fault, Forbidden, Conflict.
        """
        kind = write.call.kind
        record = _record(kind, write)
        outcome = self._outcome(
            kind.put, write.identity, self._row(kind, write.sourced_id, record), write.if_match
        )
        if outcome in ("created", "replaced"):
            return {"created": 201, "replaced": 200}[outcome]
        raise _refusal(kind, outcome, record)

    def delete(self, write: Write) -> int:
        """Makes the record a tombstone: 204. Raises UnknownObject, Conflict."""
        for _ in range(_MOST_TRIES):
            known = self._known(write)
            if write.if_match not in (None, "*", state(known)):
                break
            outcome = self._outcome(
                write.call.kind.delete, write.identity, self._tombstone(known), state(known)
            )
            if outcome == "deleted":
                return 204
        raise Conflict(f"The {write.call.kind.singular} was changed by another writer")

    def _outcome(
        self, procedure: str, identity: Identity, row: Mapping[str, Any], expected: str | None
    ) -> str:
        text = json.dumps(row, ensure_ascii=False)
        arguments = [identity.relying_party_id, identity.school, text, expected]
        return str(self._call(procedure, arguments)[0].outcome)

    def _row(self, kind: RecordKind, sourced_id: str, record: Mapping[str, Any]) -> dict[str, Any]:
        """The record as the procedures take it."""
        now = self._now()
        doc = document(kind, sourced_id, "active", now, record)
        own = {"sourcedId": sourced_id, "status": "active", "dateLastModified": instant(now)}
        return {**record, **own, "digest": state(doc.encode()), "doc": doc}

    def _known(self, write: Write) -> bytes:
        """The document of the active record."""
        only = [{"column": "sourcedId", "value": write.sourced_id}]
        only.append({"column": "status", "value": "active"})
        query = json.dumps({"only": only})
        arguments = [write.identity.relying_party_id, write.identity.school, query, None, 0, 1]
        rows = self._call(write.call.kind.get, arguments)
        if not rows[0].records:
            raise UnknownObject(f"There is no {write.call.kind.singular} with this sourcedId")
        return bytes(rows[0].docs)

    def _tombstone(self, known: bytes) -> dict[str, Any]:
        doc, now = known.decode(), self._now()
        return {
            "sourcedId": json.loads(doc, strict=False)["sourcedId"],
            "dateLastModified": instant(now),
            "doc": restated(doc, "tobedeleted", now),
        }

    def _now(self) -> datetime:
        return datetime.fromtimestamp(self._clock(), UTC)


def state(doc: bytes) -> str:
    """A document's state: equal exactly when nothing in it has changed."""
    return md5(doc, usedforsecurity=False).hexdigest()


def _record(kind: RecordKind, write: Write) -> dict[str, Any]:
    if not SOURCED_ID.fullmatch(write.sourced_id):
        raise InvalidData(
            f"sourcedId is '{write.sourced_id[:60]}'; it must be 1 to 255 of A-Z a-z 0-9 . - _ / @"
        )
    shown = _shown(kind, write.body)
    record, problems = read_record(kind, shown)
    if problems:
        raise InvalidData("; ".join(f"{kind.singular}.{problem}" for problem in problems))
    return record


def _shown(kind: RecordKind, body: bytes) -> dict[str, Any]:
    wanted = f'the body must be the JSON object {{"{kind.singular}": {{...}}}}'
    try:
        shown = json.loads(body)[kind.singular]
        storable = is_storable(shown)
    except (ValueError, KeyError, TypeError, RecursionError):
        raise InvalidData(wanted) from None
    if not isinstance(shown, dict):
        raise InvalidData(wanted)
    if not storable:
        raise InvalidData(
            "the body holds NUL, half of a surrogate pair or a number without end; no record can"
        )
    return shown


def _refusal(kind: RecordKind, outcome: str, record: Mapping[str, Any]) -> OneRosterError:
    if outcome == "changed":
        return Conflict(f"The {kind.singular} is not in the state that If-Match names")
    if outcome == "forbidden":
        return Forbidden(f"This {kind.singular} may not be written with this token")
    field = kind.by_json_name[outcome.removeprefix("unknown ")]
    return InvalidData(
        f"{kind.singular}.{field.name} is '{record[field.csv]}'; "
        f"it must be the sourcedId of an active {field.name} that you may read"
    )
