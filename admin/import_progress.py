"""How far an import is: a bar on a terminal, a line a phase elsewhere."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Protocol

from rich.console import Console
from rich.progress import (
    BarColumn,
    Progress,
    ProgressColumn,
    Task,
    TaskProgressColumn,
    TextColumn,
    TimeRemainingColumn,
)
from rich.text import Text

from admin.importing import Progress as ImportProgress


class ShownProgress(ImportProgress, Protocol):
    """An import's progress that can be taken from the screen, until the next phase or for good."""

    def pause(self) -> None: ...

    def end(self) -> None: ...

    def note(self, text: str) -> None:
        """Shows a sentence beside the progress."""


@contextmanager
def shown_progress() -> Iterator[ShownProgress]:
    """Shows progress while the block runs: on stderr, so that the report can be redirected."""
    console = Console(stderr=True)
    progress: ShownProgress = _Bar(console) if console.is_terminal else _Lines(console)
    try:
        yield progress
    finally:
        progress.end()


class _Rate(ProgressColumn):
    """Units a second: bytes while reading, records while pulling and saving."""

    def render(self, task: Task) -> Text:
        return Text(f"{task.speed:,.0f}/s" if task.speed else "", style="progress.data.speed")


class _Bar:
    def __init__(self, console: Console) -> None:
        self._bars = Progress(
            TextColumn("{task.description:<28}"),
            BarColumn(),
            TaskProgressColumn(),
            _Rate(),
            TimeRemainingColumn(),
            console=console,
            transient=True,
            redirect_stdout=False,
            redirect_stderr=False,
        )
        self._task = self._bars.add_task("Opening", total=None)
        self._bars.start()

    def begin(self, phase: str, total: int | None) -> None:
        self._bars.start()
        self._bars.remove_task(self._task)
        self._task = self._bars.add_task(phase, total=total)

    def advance(self, count: int) -> None:
        self._bars.advance(self._task, count)

    def pause(self) -> None:
        self._bars.stop()

    def note(self, text: str) -> None:
        self._bars.console.print(text, markup=False, highlight=False, soft_wrap=True)

    def end(self) -> None:
        self._bars.stop()


class _Lines:
    def __init__(self, console: Console) -> None:
        self._console = console

    def begin(self, phase: str, total: int | None) -> None:
        self._console.print(f"{phase} ...", markup=False, highlight=False)

    def advance(self, count: int) -> None:
        pass

    def pause(self) -> None:
        pass

    def note(self, text: str) -> None:
        self._console.print(text, markup=False, highlight=False, soft_wrap=True)

    def end(self) -> None:
        pass
