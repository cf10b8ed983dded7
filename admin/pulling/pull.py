"""A pull, from the provider's pages to the published feed: the stages in their order."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from pathlib import Path

import pyodbc

from admin.errors import AdminError
from admin.importing import Findings, ImportOptions, ImportRefused, ImportReport, Progress
from admin.importing.pipeline import Tell, import_opened
from admin.importing.tolerances import not_served
from admin.pulling.client import Client
from admin.pulling.collecting import Collecting
from admin.pulling.numbers import behind, count_differences
from admin.pulling.order import Order
from admin.pulling.pulled_set import PulledSet
from admin.pulling.state import State
from admin.pulling.watermarks import Watermark, get_watermarks, reached, save_watermarks
from admin.pulling.work_folder import WorkFolder, work_folder

Known = Mapping[str, Watermark]


@dataclass(frozen=True)
class Pull:
    """Pulls from the provider that `client` asks into the database of `connection`. `tell` and
    `options` are the import's, and so is `now`; `say` is told in sentences what a person should
    know meanwhile."""

    connection: pyodbc.Connection
    client: Client
    progress: Progress
    options: ImportOptions
    tell: Tell
    say: Callable[[str], None]
    now: datetime | None = None

    def run(self, order: Order, folder: Path) -> ImportReport:
        """Does what is ordered, keeping its pages in `folder` until they are imported.

        Raises what `import_set` raises, and AdminError when the provider does not play along; what
        was pulled so far stays in the folder then.
        """
        with work_folder(folder) as work:
            report = self._changes_or_all(order, work)
            if not self.options.is_dry_run:
                work.remove()
        return report

    def _changes_or_all(self, order: Order, work: WorkFolder) -> ImportReport:
        """A round, and when the changes do not fit what the feed has, another in full."""
        try:
            return self._round(order, work)
        except _ChangesRefused as refused:
            self.say(str(refused))
            return self._round(replace(order, is_full=True), work)

    def _round(self, order: Order, work: WorkFolder) -> ImportReport:
        """Pulls and imports."""
        known = get_watermarks(self.connection, order.feed)
        state = self._begun(order, known, work)
        findings = Findings()
        self._collect(order, state, work, findings)
        report = self._import(state, known, work, findings)
        if not self.options.is_dry_run:
            self._finish(state, known)
            work.empty()
        return report

    def _begun(self, order: Order, known: Known, work: WorkFolder) -> State:
        now = datetime.now(UTC)
        kept = work.load()
        if kept and order.goes_on(kept, known, now):
            self.say(f"Going on with the pull that began at {kept.begun:%H:%M} UTC.")
            return kept
        work.empty()
        return order.begin(known, now)

    def _collect(self, order: Order, state: State, work: WorkFolder, findings: Findings) -> None:
        collecting = Collecting(
            self.client, work, state, findings, self.progress, self.say, order.has_totals
        )
        collecting.pull_all()
        if moved_on := state.moved_on():
            self.say("The provider's data have changed meanwhile; some is pulled once more.")
            for one in moved_on:
                one.restart()
            collecting.pull_all()
        if not state.served():
            raise AdminError(_NOTHING.format(state.collections[0].refused))

    def _import(
        self, state: State, known: Known, work: WorkFolder, findings: Findings
    ) -> ImportReport:
        for one in state.collections:
            if one.refused:
                findings.tolerate(one.kind, not_served(one.refused))
        served = state.served()
        roster_set = PulledSet(work.path, served, self.client.provider.version.translations)
        try:
            return import_opened(
                self.connection,
                roster_set,
                findings,
                state.feed,
                self.progress,
                self.now,
                options=self.options,
                tell=self.tell,
                check=lambda: self._compare(state, known),
            )
        except _ChangesRefused:
            work.empty()
            raise
        except ImportRefused as refused:
            work.empty()
            if any(one.since for one in served) and not self.options.is_strict:
                raise _ChangesRefused(_MISFIT) from refused
            raise

    def _compare(self, state: State, known: Known) -> None:
        """Raises _ChangesRefused when the feed would lack what no change told of, or have more."""
        differences = count_differences(self.connection, state)
        if lacking := behind(state, known, differences):
            raise _ChangesRefused(_BEHIND.format(", ".join(lacking)))

    def _finish(self, state: State, known: Known) -> None:
        """Saves how far we are."""
        differences = count_differences(self.connection, state)
        self.connection.rollback()
        save_watermarks(self.connection, state.feed, reached(state, known, differences))


class _ChangesRefused(Exception):
    """What was pulled was not all there is, and the rest is needed: why, in a sentence."""


_MISFIT = "What changed does not fit what the feed has; pulling everything."
_BEHIND = "The provider has other numbers of {} than the changes come to; pulling everything."
_NOTHING = "The provider serves none of the collections ({}). Is the address right?"
