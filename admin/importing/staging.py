"""Brings a set's records into the database, in batches, as they were read."""

from __future__ import annotations

import json
from itertools import islice
from typing import Any

import pyodbc

from admin.importing.findings import Findings
from admin.importing.live import settle_deletions, stage_feed
from admin.importing.procedures import call
from admin.importing.progress import Progress
from admin.importing.roster_set import RosterSet, StagedRow
from admin.importing.settling import drop_orphans

BATCH = 2000


def stage(
    connection: pyodbc.Connection,
    roster_set: RosterSet,
    feed_id: int,
    findings: Findings,
    progress: Progress,
) -> None:
    """Stages every row of the set, and what it needs of that which it does not state."""
    for part in roster_set.parts:
        progress.begin(f"Reading {part.name}", roster_set.size(part))
        rows = roster_set.rows(part, findings, progress.advance)
        while batch := list(islice(rows, BATCH)):
            call(connection, "gcidm.stage", part.name, _json(batch))
        if part.is_delta or part.may_repeat:
            settle_deletions(connection, part, feed_id, roster_set, findings)
    # In the order of references: what is left out may be what others refer to.
    drop_orphans(connection, roster_set, feed_id, findings)
    stage_feed(connection, roster_set.parts, feed_id)


def _json(batch: list[StagedRow]) -> str:
    rows = [vars(row) | {"record": _ordered(row.record)} for row in batch]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":"))


def _ordered(record: dict[str, Any]) -> dict[str, Any]:
    return {column: _arranged(value) for column, value in record.items()}


def _arranged(value: Any) -> Any:
    """With the members of objects in the order in which PostgreSQL's jsonb keeps them, so that a
    record is shown alike whichever database keeps it."""
    if isinstance(value, dict):
        return {name: _arranged(value[name]) for name in sorted(value, key=_place)}
    return list(map(_arranged, value)) if isinstance(value, list) else value


def _place(name: str) -> tuple[int, bytes]:
    text = name.encode()
    return len(text), text
