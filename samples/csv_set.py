"""Writes a OneRoster 1.1 bulk CSV set: 13 files and their manifest, rows as they come."""

from __future__ import annotations

import csv
import hashlib
from contextlib import ExitStack
from pathlib import Path
from types import TracebackType

_BASE = ("sourcedId", "status", "dateLastModified")

# OneRoster 1.1 CSV tables: the columns of each file, in their order.
COLUMNS: dict[str, tuple[str, ...]] = {
    name: (*_BASE, *columns.split())
    for name, columns in {
        "academicSessions": "title type startDate endDate parentSourcedId schoolYear",
        "categories": "title",
        "classes": "title grades courseSourcedId classCode classType location schoolSourcedId"
        " termSourcedIds subjects subjectCodes periods",
        "classResources": "title classSourcedId resourceSourcedId",
        "courses": "schoolYearSourcedId title courseCode grades orgSourcedId subjects subjectCodes",
        "courseResources": "title courseSourcedId resourceSourcedId",
        "demographics": "birthDate sex americanIndianOrAlaskaNative asian blackOrAfricanAmerican"
        " nativeHawaiianOrOtherPacificIslander white demographicRaceTwoOrMoreRaces"
        " hispanicOrLatinoEthnicity countryOfBirthCode stateOfBirthAbbreviation cityOfBirth"
        " publicSchoolResidenceStatus",
        "enrollments": "classSourcedId schoolSourcedId userSourcedId role primary beginDate"
        " endDate",
        "lineItems": "title description assignDate dueDate classSourcedId categorySourcedId"
        " gradingPeriodSourcedId resultValueMin resultValueMax",
        "orgs": "name type identifier parentSourcedId",
        "resources": "vendorResourceId title roles importance vendorId applicationId",
        "results": "lineItemSourcedId studentSourcedId scoreStatus score scoreDate comment",
        "users": "enabledUser orgSourcedIds role username userIds givenName familyName middleName"
        " identifier email sms phone agentSourcedIds grades password",
    }.items()
}

Cell = str | int | float | list[str]

_ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"


def sourced_id(*key: object) -> str:
    """The same sourcedId for the same key, always: `x` and eight of 0-9A-Z."""
    number = int.from_bytes(hashlib.sha256("/".join(map(str, key)).encode()).digest()[:8], "big")
    letters = ""
    for _ in range(8):
        number, rest = divmod(number, len(_ALPHABET))
        letters += _ALPHABET[rest]
    return "x" + letters


class CsvSet:
    """A set being written into `folder`; files without rows are declared absent and not written.

    A context manager: leaving it closes the files and writes manifest.csv. `counts` holds the
    number of rows of each file.
    """

    def __init__(self, folder: Path, system_name: str, system_code: str) -> None:
        folder.mkdir(parents=True, exist_ok=True)
        self.folder = folder
        self.source = (("source.systemName", system_name), ("source.systemCode", system_code))
        self.counts = dict.fromkeys(COLUMNS, 0)
        self._files = ExitStack()
        self._writers: dict[str, csv.DictWriter[str]] = {}

    def __enter__(self) -> CsvSet:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        trace: TracebackType | None,
    ) -> None:
        self._files.close()
        if error is None:
            self._write_manifest()

    def put(self, file: str, **cells: Cell) -> None:
        """Add one row to `file` (a key of COLUMNS); a list becomes a comma list in one cell.

        Raises ValueError for a cell that the file has no column for.
        """
        writer = self._writers.get(file) or self._open(file)
        writer.writerow({name: _text(value) for name, value in cells.items()})
        self.counts[file] += 1

    def _open(self, file: str) -> csv.DictWriter[str]:
        columns, path = COLUMNS[file], self.folder / f"{file}.csv"
        stream = self._files.enter_context(path.open("w", newline="", encoding="utf-8"))
        writer = csv.DictWriter(stream, columns, restval="", lineterminator="\r\n")
        writer.writeheader()
        self._writers[file] = writer
        return writer

    def _write_manifest(self) -> None:
        modes = {f"file.{name}": "bulk" if self.counts[name] else "absent" for name in COLUMNS}
        rows = [
            ("propertyName", "value"),
            ("manifest.version", "1.0"),
            ("oneroster.version", "1.1"),
            *modes.items(),
            *self.source,
        ]
        with (self.folder / "manifest.csv").open("w", newline="", encoding="utf-8") as stream:
            csv.writer(stream, lineterminator="\r\n").writerows(rows)


def _text(value: Cell) -> str:
    return ",".join(value) if isinstance(value, list) else str(value)
