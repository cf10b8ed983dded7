"""What the command line prints."""

from __future__ import annotations

from datetime import datetime

import pytest

from admin.console import show
from admin.usage import Usage
from admin.usage_view import usage_table


def test_a_narrow_terminal_squeezes_no_cell_to_nothing(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("COLUMNS", "60")
    at = datetime(2026, 11, 22, 13, 1)
    show(
        usage_table([Usage("Demo", "getAllUsers", 12, 345, 6789, 3, 1, 2.5, 17.0, at, at, at)], "")
    )
    shown = capsys.readouterr().out
    for cell in ("Demo", "getAllUsers", "12", "345", "6.8 kB", "2.5", "2026-11-22", "13:01"):
        assert f" {cell} " in shown
