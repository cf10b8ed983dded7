"""How far an import is, on a terminal and elsewhere."""

from __future__ import annotations

import io

import pytest
from rich.console import Console

from admin import import_progress
from admin.import_progress import shown_progress


@pytest.fixture
def terminal(monkeypatch: pytest.MonkeyPatch) -> io.StringIO:
    """What a terminal is sent."""
    sent = io.StringIO()
    console = Console(file=sent, force_terminal=True, width=120)
    monkeypatch.setattr(import_progress, "Console", lambda stderr: console)
    return sent


def test_a_terminal_shows_the_phase_how_far_it_is_and_the_time_left(
    terminal: io.StringIO,
) -> None:
    with shown_progress() as progress:
        progress.begin("Reading users", 200)
        progress.advance(50)
        progress.pause()
        shown = terminal.getvalue()
    assert all(part in shown for part in ("Reading users", "25%", "-:--:--"))


def test_elsewhere_each_phase_is_a_line(capsys: pytest.CaptureFixture[str]) -> None:
    with shown_progress() as progress:
        progress.begin("Reading users", 200)
        progress.advance(50)
        progress.begin("Checking", 1)
    assert capsys.readouterr().err == "Reading users ...\nChecking ...\n"
