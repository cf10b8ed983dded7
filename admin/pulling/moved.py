"""Whether the pages of a collection belong together: data may move while they are being read."""

from __future__ import annotations

from admin.pulling.pages import Page
from admin.pulling.state import Collection


class Moved(Exception):
    """The pages do not belong together; says why."""


def check_belongs(one: Collection, page: Page, seen: set[int]) -> None:
    """Raises Moved when the page is not of the same state of the data as the ones before it."""
    if not one.pages:
        return
    if page.revision != one.revision:
        raise Moved("the provider's data have another revision now")
    if None not in (page.total, one.total) and page.total != one.total:
        raise Moved(f"the provider counts {page.total:,} records, not {one.total:,} any more")
    if not seen.isdisjoint(page.contents.ids):
        raise Moved("records of one page came again on another")


def check_whole(one: Collection, distinct: int) -> None:
    """Raises Moved when the `distinct` records that came may not be all."""
    if one.total is not None and distinct < one.total:
        raise Moved(f"{distinct:,} records came of the {one.total:,} that X-Total-Count names")
    if one.total is None and distinct < one.records:
        raise Moved("records came twice, so others may not have come at all")
