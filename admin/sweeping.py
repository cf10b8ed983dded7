"""Removes tombstones that are old enough for every consumer to have seen them."""

from __future__ import annotations

import pyodbc

from admin.importing.procedures import call
from shared.oneroster import KINDS

BATCH = 5000


def sweep(connection: pyodbc.Connection, days: int) -> dict[str, int]:
    """Removes tombstones older than `days`, a transaction a batch; returns how many by kind.

    Kinds that refer to others come first, so that these are referred to no more; a tombstone that a
    record still refers to stays.
    """
    return {kind.plural: _sweep_kind(connection, kind.plural, days) for kind in reversed(KINDS)}


def _sweep_kind(connection: pyodbc.Connection, kind: str, days: int) -> int:
    total = 0
    while swept := _sweep_batch(connection, kind, days):
        total += swept
    return total


def _sweep_batch(connection: pyodbc.Connection, kind: str, days: int) -> int:
    swept: int = call(connection, "gcidm.sweep_records", kind, days, BATCH)[0][0]
    connection.commit()
    return swept
