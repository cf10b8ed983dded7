"""Finds the schools that an operator names, by sourcedId or by identifier."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from difflib import get_close_matches

import pyodbc

from admin.errors import AdminError
from admin.importing.procedures import call

MATCHES_SHOWN = 5


@dataclass(frozen=True)
class School:
    sourced_id: str
    identifier: str | None
    name: str
    feed: str


def all_schools(connection: pyodbc.Connection) -> tuple[School, ...]:
    """Every school of every feed, by name."""
    rows = call(connection, "gcidm.get_schoolDirectory")
    return tuple(School(*row) for row in rows)


def find_school(wanted: str, schools: Sequence[School]) -> School:
    """The school of that sourcedId, else of that identifier.

    Raises AdminError: none has it (close matches are listed), or schools of several feeds have.
    """
    found = [one for one in schools if one.sourced_id == wanted]
    found = found or [one for one in schools if one.identifier == wanted]
    if not found:
        raise AdminError(f"There is no school {wanted!r}. {_close_matches(wanted, schools)}")
    if len(found) > 1:
        ids = ", ".join(f"{one.sourced_id} (feed {one.feed})" for one in found)
        raise AdminError(f"Several schools have the identifier {wanted!r}; name one of {ids}.")
    return found[0]


def schools_of_feed(feed: str, schools: Sequence[School]) -> tuple[School, ...]:
    """All schools of a feed. Raises AdminError when no feed of that name has any."""
    found = tuple(one for one in schools if one.feed == feed)
    if not found:
        names = ", ".join(sorted({one.feed for one in schools})) or "none"
        raise AdminError(f"There is no feed {feed!r} with schools; feeds with schools: {names}.")
    return found


def _close_matches(wanted: str, schools: Sequence[School]) -> str:
    if not schools:
        return "The database has no schools yet; `xporter import` brings them."
    names = {text.lower(): one for one in schools for text in _texts(one)}
    close = get_close_matches(wanted.lower(), names, n=MATCHES_SHOWN, cutoff=0.5)
    labels = dict.fromkeys(_label(names[text]) for text in close)
    if not labels:
        return f"There are {len(schools)}, none like it; name one by sourcedId or identifier."
    return f"Did you mean {' or '.join(labels)}?"


def _texts(school: School) -> tuple[str, ...]:
    return tuple(text for text in (school.sourced_id, school.identifier, school.name) if text)


def _label(school: School) -> str:
    identifier = f", identifier {school.identifier}" if school.identifier else ""
    return f"{school.sourced_id} ({school.name}{identifier})"
