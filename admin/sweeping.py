"""Removes what is old enough: tombstones that every consumer has seen, notes of who read what."""

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


def sweep_reads(connection: pyodbc.Connection, days: int) -> int:
    """Removes notes of who read what that are older than `days`, a transaction a batch; returns how
    many."""
    return _in_batches(connection, "gcidm.sweep_reads", days)


def _sweep_kind(connection: pyodbc.Connection, kind: str, days: int) -> int:
    return _in_batches(connection, "gcidm.sweep_records", kind, days)


def _in_batches(connection: pyodbc.Connection, procedure: str, *arguments: object) -> int:
    """Calls until nothing is left to be swept; returns how much was."""
    total = 0
    while swept := _batch(connection, procedure, *arguments):
        total += swept
    return total


def _batch(connection: pyodbc.Connection, procedure: str, *arguments: object) -> int:
    # Committed even if it removed nothing: what was published is forgotten all the same.
    swept: int = call(connection, procedure, *arguments, BATCH)[0][0]
    connection.commit()
    return swept
