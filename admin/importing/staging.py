"""Brings a set's records into the database, in batches, as they were read."""

from __future__ import annotations

import json
from itertools import islice

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
    return json.dumps([vars(row) for row in batch], ensure_ascii=False, separators=(",", ":"))
