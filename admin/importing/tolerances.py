"""Departures from the specification that an import takes, each counted and reported as a warning.

Those that concern the form of a single value are in functions/tolerances.py.
"""

from __future__ import annotations

from functions import tolerances as values
from functions.tolerances import Tolerance

BYTE_ORDER_MARK = Tolerance("a byte order mark before the header", "left out")
HEADER_CASE = Tolerance("a header name in other letter case or with blanks around it", "recognised")
HEADER_ORDER = Tolerance("columns in another order than the specification's", "read by name")
HEADER_SHORT = Tolerance("an optional column that the header lacks", "read as empty")
HEADER_1P0 = Tolerance("the OneRoster 1.0 column userSourcedId", "read as sourcedId")
STATUS_FILLED = Tolerance("status filled in a bulk file", "kept")
DATE_LAST_MODIFIED_FILLED = Tolerance("dateLastModified filled in a bulk file", "ignored")
UNKNOWN_DELETION = Tolerance("a deletion of a record that the feed does not have", "ignored")
VALUE_1P2 = Tolerance(
    "a value that only OneRoster 1.2 has", "the nearest of 1.1, and kept under metadata"
)
BLANK_LINE = Tolerance("a blank line", "left out")
BLANK_CELL = Tolerance("a cell of nothing but blanks", "read as empty")
SCHOOL_YEAR_RANGE = Tolerance("a school year given by both its years", "read as the later one")
SUBJECT_CODES = Tolerance("subjects without as many subjectCodes", "kept as they are")
FOLDER_IN_ZIP = Tolerance("a folder inside the ZIP", "its files were read")
UNKNOWN_FILE = Tolerance("a file that the OneRoster 1.1 CSV binding does not know", "not read")
MANIFEST_SHORT = Tolerance("a file property that the manifest lacks", "read as absent")
MANIFEST_SYSTEM_NAME = Tolerance("the manifest property file.systemName", "ignored")
NOT_JSON = Tolerance("a file that is no *.json in a set of OneRoster replies", "not read")
STATUS_ABSENT = Tolerance("a record without status", "read as active")
DATE_LAST_MODIFIED_STATED = Tolerance("dateLastModified of another system", "ignored")
PLACEHOLDER = Tolerance("a record whose sourcedId is a placeholder in braces", "not read")
REPEATED_RECORD = Tolerance("a record that the set states again in the same words", "read once")
DELETED_UNREADABLE = Tolerance("a deleted record that is not complete", "left out")
FILTER_REFUSED = Tolerance(
    "a collection that cannot be asked for what changed", "pulled in full instead"
)
TOTAL_WRONG = Tolerance("an X-Total-Count that the records do not come to", "ignored")


def unknown_field(name: str) -> Tolerance:
    """A field that OneRoster 1.1 does not have."""
    return Tolerance(f"the unknown field {name[:60]}", "ignored")


def dangling(name: str) -> Tolerance:
    """References in the field `name` to records that are not there."""
    return Tolerance(f"a reference in {name} that leads nowhere", "left out")


def filled_in(name: str) -> Tolerance:
    """The field `name`, which OneRoster 1.1 requires and 1.2 does not."""
    effect = {"username": "the sourcedId in its place", "classType": "read as scheduled"}
    return Tolerance(f"a record of OneRoster 1.2 without {name}", effect.get(name, "filled in"))


def orphan(name: str) -> Tolerance:
    """Pulled records whose required reference in the field `name` leads to nothing."""
    return Tolerance(f"a pulled record whose {name}, which is required, leads nowhere", "left out")


def not_served(status: str) -> Tolerance:
    """A collection that the provider refuses with that HTTP status."""
    return Tolerance(
        f"a collection that the provider does not serve ({status})", "left as the feed has it"
    )


# All that an import takes, as docs/operators.md lists it.
ALL = (
    *(one for one in vars(values).values() if isinstance(one, Tolerance)),
    *(one for one in tuple(globals().values()) if isinstance(one, Tolerance)),
    unknown_field("…"),
    dangling("…"),
    values.required_absent("…"),
    filled_in("username"),
    filled_in("classType"),
    orphan("…"),
    not_served("…"),
)
