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


# What SQL Server has since 2022, in the place of a word of the file.
NEWER = {
    "the greater of two": "greatest(@end, @now)",
    "the lesser of two": "LEAST (@end, @now)",
    "a comparison that minds null": "case when @end is not distinct from @now then @end end",
    "a part of a date": "datetrunc(day, @end)",
    "ends of a text": "trim(leading N'0' from @secretHash)",
    "an end of a text": "ltrim(@secretHash, N'0')",
    "parts with their places": "(select max(s.ordinal) from string_split(@secretHash, N',', 1) s)",
    "numbers": "(select max(s.value) from generate_series(1, 3) s)",
    "JSON that is made": "json_object('a': 1)",
}


@pytest.mark.parametrize("newer", NEWER)
def test_what_sql_server_2019_lacks_is_found_with_its_line(newer: str) -> None:
    right = "else @end end"
    line = GOOD[: GOOD.index(right)].count("\n") + 1
    found = faults(GOOD.replace(right, f"else {NEWER[newer]} end"))
    assert any(one.startswith(f"line {line}: newer than 2019: ") for one in found)


def test_words_that_nobody_executes_are_not_held_against_a_file() -> None:
    words = (
        "-- the least(1)\n/* greatest(2) */ select N'datetrunc(3)', [json_object(4)], dbo.least(5);"
    )
    assert not any("newer" in one for one in faults(GOOD + words))
