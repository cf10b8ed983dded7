"""Finds what a staged set changes, renders it and saves it."""

from __future__ import annotations

import json
from datetime import datetime
from typing import Any

import pyodbc

from admin.importing.parts import Part
from admin.importing.procedures import call
from admin.importing.progress import Progress
from admin.importing.report import KindReport
from functions.documents import document, instant, restated
from shared.oneroster import KINDS, RecordKind

BATCH = 2000


def find_changes(
    connection: pyodbc.Connection, feed_id: int, parts: tuple[Part, ...], progress: Progress
) -> tuple[KindReport, ...]:
    """Derives what records say of each other and who may see them, and compares all with what is
    there. What parts that are no deltas lack is to be deleted."""
    whole = {part.name for part in parts if not part.is_delta}
    progress.begin("Comparing", len(KINDS))
    call(connection, "gcidm.derive_lists")
    call(connection, "gcidm.derive_audiences", feed_id)
    reports = []
    for kind in KINDS:
        arguments = (feed_id, kind.plural, kind.plural in whole)
        reports.append(
            KindReport(kind.plural, *call(connection, "gcidm.find_changes", *arguments)[0])
        )
        progress.advance(1)
    return tuple(reports)


def save_changes(
    connection: pyodbc.Connection,
    feed_id: int,
    reports: tuple[KindReport, ...],
    when: datetime,
    progress: Progress,
) -> int | None:
    """Saves what was found, `when` being each saved record's dateLastModified, and publishes it.

    Returns the feed's new revision; None when there was nothing to save.
    """
    call(connection, "gcidm.save_statedAgents")
    for kind, report in zip(KINDS, reports, strict=True):
        if report.to_save:
            _save_kind(connection, feed_id, kind, report.to_save, when, progress)
    saved = sum(report.to_save for report in reports)
    if not saved:
        return None
    progress.begin("Publishing", 1)
    call(connection, "gcidm.analyse_records", saved)
    revision: int = call(connection, "gcidm.publish", feed_id, instant(when))[0][0]
    progress.advance(1)
    return revision


def _save_kind(
    connection: pyodbc.Connection,
    feed_id: int,
    kind: RecordKind,
    total: int,
    when: datetime,
    progress: Progress,
) -> None:
    progress.begin(f"Saving {kind.plural}", total)
    for place in range(0, total, BATCH):
        rows = call(connection, "gcidm.read_changes", kind.plural, place, BATCH)
        if saved := [_saved(kind, row, when) for row in rows if row.record]:
            call(connection, kind.save, feed_id, _json(saved))
        if kept := [_restated(row, when) for row in rows if not row.record]:
            call(connection, "gcidm.restate_records", feed_id, kind.plural, _json(kept))
        progress.advance(len(rows))


def _saved(kind: RecordKind, row: Any, when: datetime) -> dict[str, Any]:
    """A record's columns."""
    record: dict[str, Any] = json.loads(row.record)
    doc = document(kind, row.sourcedid, row.status, when, record)
    return record | {"digest": row.digest} | _base(row, doc, when)


def _restated(row: Any, when: datetime) -> dict[str, Any]:
    """The columns that change in a record that says what it said."""
    return _base(row, restated(row.doc, row.status, when), when)


def _base(row: Any, doc: str, when: datetime) -> dict[str, Any]:
    return {
        "sourcedId": row.sourcedid,
        "status": row.status,
        "audienceId": row.audienceid,
        "dateLastModified": instant(when),
        "doc": doc,
    }


def _json(batch: list[dict[str, Any]]) -> str:
    return json.dumps(batch, ensure_ascii=False, separators=(",", ":"))
