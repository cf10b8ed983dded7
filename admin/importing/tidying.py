"""Tidies the tables after an import that wrote much."""

from __future__ import annotations

from contextlib import suppress

import pyodbc

from admin.importing.report import ImportReport
from functions.dialects import dialect_at
from shared.oneroster import KINDS

MUCH = 10_000
_TABLES = "gcidm.links, " + ", ".join(f"gcidm.{one.plural}" for one in KINDS)


def tidy(connection: pyodbc.Connection, report: ImportReport) -> None:
    """Vacuums when much was saved, where the database needs it: before that PostgreSQL cannot read
    a page from its index alone, which makes counts and unfiltered pages many times as dear. No
    transaction may be open."""
    tidying = dialect_at(connection).tidying
    much = report.revision is not None and sum(kind.to_save for kind in report.kinds) >= MUCH
    if not much or not tidying:
        return
    connection.autocommit = True
    # The import is done and stays so, whatever becomes of this.
    with suppress(pyodbc.Error):
        connection.execute(tidying.format(_TABLES))
    connection.autocommit = False
