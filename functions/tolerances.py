"""Departures from the specification that are taken, each with what becomes of it."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tolerance:
    """A departure: what was found, and what became of it."""

    found: str
    effect: str


BOOLEAN_CASE = Tolerance("a boolean in other letter case than true and false", "recognised")
BOOLEAN_BARE = Tolerance("a boolean without quotes", "recognised")
YEAR_AS_NUMBER = Tolerance("a year as a number", "recognised")
NUMBER_AS_TEXT = Tolerance("a number in quotes", "recognised")
DATE_AS_INSTANT = Tolerance("a dateTime without a time", "read as midnight, UTC")
DATE_FORM = Tolerance("a date in another form than YYYY-MM-DD", "read without the time")
INSTANT_FORM = Tolerance("a dateTime in another form than YYYY-MM-DDThh:mm:ss.sssZ", "converted")
EMPTY_FOR_ABSENT = Tolerance("an empty value for an absent one", "read as absent")
ONE_FOR_LIST = Tolerance("one value in place of a list", "read as a list of one")
LIST_FOR_ONE = Tolerance("a list of one in place of the one", "read as that one")
REFERENCE_TYPE = Tolerance("a reference whose type is not the name of a class", "type ignored")
REFERENCE_SHORT = Tolerance("a reference without href or type", "read by its sourcedId")
REPEATED_ITEM = Tolerance("a list that names a record twice", "named once")


def required_absent(name: str) -> Tolerance:
    """The required field `name` says nothing, as with many providers."""
    return Tolerance(f"nothing in {name}, which is required", "read as absent")


def ignore(tolerance: Tolerance) -> None:
    """Counts nothing."""
