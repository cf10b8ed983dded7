"""When each teaching group meets."""

from __future__ import annotations

from random import Random

from samples.groups import Group
from samples.people import Person

SLOTS = tuple(f"{day}{period}" for day in ("Mon", "Tue", "Wed", "Thu", "Fri") for period in "12345")
REGISTRATION = "Reg"


def make_timetable(groups: list[Group], random: Random) -> None:
    """Give every group its periods, so that no pupil or teacher is in two places at once.

    Raises ValueError when a thousand attempts left a group without enough of them.
    """
    if not any(_attempt(groups, random) for _ in range(1000)):
        raise ValueError("the curriculum does not fit into the week")


def _attempt(groups: list[Group], random: Random) -> bool:
    """Longest first: the first slots in which all teachers and pupils of a block are free."""
    blocks: dict[tuple[str, str], list[Group]] = {}
    for group in groups:
        blocks.setdefault((group.school.key, group.block), []).append(group)
    busy: set[tuple[Person, str]] = set()
    for block in sorted(blocks.values(), key=lambda one: (-len(one), -one[0].weekly)):
        people = [person for group in block for person in (*group.teachers, *group.pupils)]
        slots = random.sample(SLOTS, len(SLOTS))
        free = [slot for slot in slots if not any((one, slot) in busy for one in people)]
        periods = sorted(free[: block[0].weekly], key=SLOTS.index)
        busy.update((one, slot) for one in people for slot in periods)
        for group in block:
            group.periods = periods or [REGISTRATION]
        if len(periods) < block[0].weekly:
            return False
    return True
