"""Brings a set's records into the database, in batches, as they were read."""

from __future__ import annotations

import json
from itertools import islice

import pyodbc

from admin.importing.files import FILES
from admin.importing.findings import Findings
from admin.importing.procedures import call
from admin.importing.progress import Progress
from admin.importing.roster_set import RosterSet, StagedRow

BATCH = 2000


def stage(
    connection: pyodbc.Connection,
    roster_set: RosterSet,
    feed_id: int,
    findings: Findings,
    progress: Progress,
) -> None:
    """Stages every row of the set, and for what the set does not state what the feed has."""
    stated: set[str] = set()
    for part in roster_set.parts:
        stated.update((part.name, *part.states))
        progress.begin(f"Reading {part.name}", roster_set.size(part))
        rows = roster_set.rows(part, findings, progress.advance)
        while batch := list(islice(rows, BATCH)):
            call(connection, "gcidm.stage", part.name, _json(batch))
    absent = [file.name for file in FILES if file.name not in stated]
    call(connection, "gcidm.stage_live", feed_id, json.dumps(absent))


def _json(batch: list[StagedRow]) -> str:
    return json.dumps([vars(row) for row in batch], ensure_ascii=False, separators=(",", ":"))
