"""The columns of the OneRoster 1.1 CSV files, in the order of the specification's tables."""

from __future__ import annotations

from shared.oneroster import Field, RecordKind

MANIFEST = "manifest.csv"
BASE_COLUMNS = ("sourcedId", "status", "dateLastModified")

# Spelled out only where a record's own order differs.
_ORDER = {
    "academicSessions": "title type startDate endDate parentSourcedId schoolYear",
    "courses": "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes",
    "classes": "title grades courseSourcedId classCode classType location schoolSourcedId "
    "termSourcedIds subjects subjectCodes periods",
    "users": "enabledUser orgSourcedIds role username userIds givenName familyName middleName "
    "identifier email sms phone agentSourcedIds grades password",
    "enrollments": "classSourcedId schoolSourcedId userSourcedId role primary beginDate endDate",
}


def csv_fields(kind: RecordKind) -> tuple[Field, ...]:
    """The kind's fields that have a column, in the order of its CSV file, after `BASE_COLUMNS`."""
    by_column = {field.csv: field for field in kind.fields if field.csv}
    order = _ORDER.get(kind.plural, " ".join(by_column))
    return tuple(by_column[column] for column in order.split())
