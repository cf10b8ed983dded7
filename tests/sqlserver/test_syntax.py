"""The syntax gate finds what a slip of the pen makes of a file."""

from __future__ import annotations

import pytest

from admin.sql_files import SQL
from tests.sqlserver.syntax import faults

GOOD = (SQL / "sqlserver" / "functions" / "rotate_relyingPartySecret.sql").read_text("utf-8")

# What is put in the place of what.
SLIPS = {
    "a bracket that is never closed": (
        "(relyingPartyId, secretHash)",
        "(relyingPartyId, secretHash",
    ),
    "a bracket too many": ("sysutcdatetime();", "sysutcdatetime());"),
    "a quote that is never closed": ("-- Gives", "select N'Gives;\n-- "),
    "a comma too many": ("@keepSeconds  int", "@keepSeconds  int,"),
    "a where without a condition": ("where relyingPartyId = @relyingParty;", "where ;"),
    "a case without an end": ("else @end end", "else @end"),
    "words of PostgreSQL": ("set nocount, xact_abort on;", "$$ language plpgsql;"),
    "a set without a column": ("set expiresAt = case", "set = case"),
}


def test_what_is_right_has_no_fault() -> None:
    assert faults(GOOD) == []


@pytest.mark.parametrize("slip", SLIPS)
def test_a_slip_is_found_with_its_line(slip: str) -> None:
    right, wrong = SLIPS[slip]
    assert GOOD.count(right) == 1
    found = faults(GOOD.replace(right, wrong))
    assert found
    assert found[0].startswith("line ")
