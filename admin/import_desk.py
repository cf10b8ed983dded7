"""Shows what becomes of an import, and writes it down: for all commands that bring records in."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import typer

from admin.console import complain, say, show
from admin.import_progress import ShownProgress
from admin.import_reports import ReportFiles
from admin.import_view import assessment_tables, problem_table, refusal, summary
from admin.importing import (
    Assessment,
    ImportHeldBack,
    ImportOptions,
    ImportRefused,
    ImportReport,
)

HELD_BACK = 3


class ImportDesk:
    """Of an import into `feed`; `reports` are the files that `--report` names."""

    def __init__(
        self, progress: ShownProgress, feed: str, options: ImportOptions, reports: list[Path] | None
    ) -> None:
        self._progress = progress
        self._feed = feed
        self._options = options
        self._files = ReportFiles(tuple(reports or ()), options.max_deletions)
        self._assessment: Assessment | None = None

    def watch(self, import_: Callable[[], ImportReport]) -> None:
        """Runs the import and shows its end. Raises typer.Exit when nothing came of it."""
        try:
            done = import_()
        except ImportRefused as refused:
            self._refuse(refused)
            raise typer.Exit(1) from None
        except ImportHeldBack as held:
            self._hold_back(held)
            raise typer.Exit(HELD_BACK) from None
        self._progress.end()
        self._end(_DRY_RUN if self._options.is_dry_run else summary(done))

    def show_assessment(self, assessment: Assessment) -> None:
        """What the import would do, which it is about to do."""
        self._assessment = assessment
        self._progress.pause()
        self._files.write(assessment, "Not decided yet: nothing was changed so far.")
        for table in assessment_tables(assessment, self._files.percent):
            show(table)

    def _refuse(self, refused: ImportRefused) -> None:
        self._progress.end()
        show(problem_table(refused.findings))
        self._files.write(Assessment(self._feed, refused.findings), refusal(refused.findings))
        complain(refusal(refused.findings))

    def _hold_back(self, held: ImportHeldBack) -> None:
        self._progress.end()
        self._write(str(held))
        complain(str(held))

    def _end(self, outcome: str) -> None:
        self._write(outcome)
        say(outcome)

    def _write(self, outcome: str) -> None:
        if self._assessment:
            self._files.write(self._assessment, outcome)


_DRY_RUN = "A dry run: nothing was changed."
