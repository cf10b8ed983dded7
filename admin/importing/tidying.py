"""Tidies the tables after an import that wrote much."""

from __future__ import annotations

from contextlib import suppress

import pyodbc

from admin.importing.report import ImportReport
from shared.oneroster import KINDS

MUCH = 10_000
# What cannot be locked at once is left to the server's own vacuum.
_VACUUM = "vacuum (skip_locked) gcidm.links, " + ", ".join(f"gcidm.{one.plural}" for one in KINDS)


def tidy(connection: pyodbc.Connection, report: ImportReport) -> None:
    """Vacuums when much was saved: before that a page cannot be read from its index alone, which
    makes counts and unfiltered pages many times as dear. No transaction may be open."""
    if report.revision is None or sum(kind.to_save for kind in report.kinds) < MUCH:
        return
    connection.autocommit = True
    # The import is done and stays so, whatever becomes of this.
    with suppress(pyodbc.Error):
        connection.execute(_VACUUM)
    connection.autocommit = False
