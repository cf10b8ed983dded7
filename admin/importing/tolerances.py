"""Departures from the CSV binding that an import takes, each counted and reported as a warning."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Tolerance:
    """A departure: what was found, and what became of it."""

    found: str
    effect: str


BYTE_ORDER_MARK = Tolerance("a byte order mark before the header", "left out")
HEADER_CASE = Tolerance("a header name in other letter case or with blanks around it", "recognised")
HEADER_ORDER = Tolerance("columns in another order than the specification's", "read by name")
HEADER_SHORT = Tolerance("an optional column that the header lacks", "read as empty")
HEADER_1P0 = Tolerance("the OneRoster 1.0 column userSourcedId", "read as sourcedId")
STATUS_FILLED = Tolerance("status filled in a bulk file", "kept")
DATE_LAST_MODIFIED_FILLED = Tolerance("dateLastModified filled in a bulk file", "ignored")
BLANK_LINE = Tolerance("a blank line", "left out")
BLANK_CELL = Tolerance("a cell of nothing but blanks", "read as empty")
BOOLEAN_CASE = Tolerance("a boolean in other letter case than true and false", "recognised")
SCHOOL_YEAR_RANGE = Tolerance("a school year given by both its years", "read as the later one")
DATE_AS_INSTANT = Tolerance("a dateTime without a time", "read as midnight, UTC")
INSTANT_FORM = Tolerance("a dateTime in another form than YYYY-MM-DDThh:mm:ss.sssZ", "converted")
SUBJECT_CODES = Tolerance("subjects without as many subjectCodes", "kept as they are")
REPEATED_ITEM = Tolerance("a list that names a record twice", "named once")
FOLDER_IN_ZIP = Tolerance("a folder inside the ZIP", "its files were read")
UNKNOWN_FILE = Tolerance("a file that the OneRoster 1.1 CSV binding does not know", "not read")
MANIFEST_SHORT = Tolerance("a file property that the manifest lacks", "read as absent")
MANIFEST_SYSTEM_NAME = Tolerance("the manifest property file.systemName", "ignored")
