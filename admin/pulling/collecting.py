"""Pulls one collection page by page, from the beginning again when it moved in the meantime."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from admin.errors import AdminError
from admin.importing.findings import Findings
from admin.importing.json_stream import BrokenJson
from admin.importing.progress import Progress
from admin.importing.tolerances import FILTER_REFUSED, TOTAL_WRONG
from admin.pulling.client import Client
from admin.pulling.moved import Moved, check_belongs, check_whole
from admin.pulling.pages import Page, read_contents
from admin.pulling.paging import Query, first_page, following
from admin.pulling.probing import NOT_SERVED, can_be_asked
from admin.pulling.state import Collection, State
from admin.pulling.work_folder import WorkFolder

TRIES = 3
_ACTIVE = {"filter": "status='active'", "limit": "1", "offset": "0"}


@dataclass(frozen=True)
class Collecting:
    """Pulls into `work`, of which `state` is the state. `say` is told what a person should know.
    Where not `has_totals`, what the provider says in X-Total-Count does not count."""

    client: Client
    work: WorkFolder
    state: State
    findings: Findings
    progress: Progress
    say: Callable[[str], None]
    has_totals: bool = True

    def pull_all(self) -> None:
        """Pulls the collections that are not there yet."""
        for one in self.state.collections:
            if not one.is_done:
                self._pull_one(one)

    def _pull_one(self, one: Collection) -> None:
        """The rest of the collection. Raises AdminError when it cannot be had whole."""
        came = self._can_be_asked(one) and self._pull(one)
        if one.since and not came:
            self.findings.tolerate(one.kind, FILTER_REFUSED)
            self.say(f"{one.kind}: {FILTER_REFUSED.found}; {FILTER_REFUSED.effect}.")
            one.since = None
            one.restart()
            came = self._pull(one)
        if not came:
            raise AdminError(_NOT_WHOLE.format(one.kind))

    def _can_be_asked(self, one: Collection) -> bool:
        is_begun = one.since is None or one.pages > 0
        return is_begun or can_be_asked(self.client, one.kind, self.work.path / one.next_file())

    def _pull(self, one: Collection) -> bool:
        """Whether the collection came whole, at the last try if not before."""
        for is_last in (*(False,) * (TRIES - 1), True):
            try:
                self._pull_pages(one, is_last=is_last)
            except Moved as why:
                self.say(f"{one.kind}: {why}.")
                one.restart()
            else:
                self.work.save(self.state)
                return True
        return False

    def _pull_pages(self, one: Collection, *, is_last: bool) -> None:
        seen = self._seen(one)
        while not one.is_done:
            query = one.next or first_page(self.client.limit, one.since)
            page = self._page(one, query, None if is_last else one.revision)
            if page.status != 200:
                _end(one, page)
                continue
            if not is_last:
                check_belongs(one, page, seen)
            self._take(one, query, page, seen)
        if not one.refused:
            self._check(one, len(seen))
            self._count_active(one, None if is_last else one.revision)

    def _seen(self, one: Collection) -> set[int]:
        """The records of the pages that are there, which an earlier run may have pulled."""
        try:
            pages = [read_contents(self.work.path / file, one.kind) for file in one.files()]
        except (BrokenJson, OSError):
            one.restart()
            return set()
        if pages:
            self.progress.begin(f"Pulling {one.kind}", one.total)
            self.progress.advance(one.records)
        return {id_ for page in pages for id_ in page.ids}

    def _page(self, one: Collection, query: Query, revision: str | None) -> Page:
        page = self.client.page(one.kind, query, self.work.path / one.next_file(), revision)
        self.state.clock = self.state.clock or page.clock
        return page if self.has_totals else replace(page, total=None)

    def _take(self, one: Collection, query: Query, page: Page, seen: set[int]) -> None:
        if not one.pages:
            self.progress.begin(f"Pulling {one.kind}", page.total)
        is_new = not seen.issuperset(page.contents.ids)
        seen.update(page.contents.ids)
        one.add(page)
        one.next = following(query, page, one.records) if is_new else None
        self.progress.advance(page.contents.count)
        if not one.is_done:
            self.work.save(self.state)

    def _check(self, one: Collection, distinct: int) -> None:
        if self.has_totals:
            check_whole(one, distinct)
        if one.total is not None and distinct > one.total:
            self.findings.tolerate(one.kind, TOTAL_WRONG)

    def _count_active(self, one: Collection, revision: str | None) -> None:
        """Asks how many records are active, by which losses are found that no delta tells of."""
        path = self.work.path / one.next_file()
        page = self.client.page(one.kind, _ACTIVE, path, revision)
        if page.status == 412:
            raise Moved("the provider's data have another revision now")
        is_told = page.status == 200 and self.has_totals
        one.active = page.total if is_told else None


_NOT_WHOLE = (
    "{}: the pages do not come to a whole. Nothing was changed. If the provider is known to count "
    "wrongly, --ignore-totals takes what comes."
)


def _end(one: Collection, page: Page) -> None:
    """What becomes of a collection of which no page came. Raises Moved and AdminError."""
    if page.status == 412:
        raise Moved("the provider's data have another revision now")
    if page.status == 404 and one.pages:  # some answer so past the end
        one.next = None
    elif page.status in NOT_SERVED and not one.pages:
        one.refused, one.next = str(page.status), None
    elif one.since and page.status != 401:
        raise Moved(f"the provider answers {page.status} {page.said}")
    else:
        raise AdminError(f"{one.kind}: the provider answers {page.status} {page.said}".strip())
