"""A small district whose set changes at random from one import to the next."""

from __future__ import annotations

import csv
from pathlib import Path
from random import Random
from typing import Any

from admin.importing import import_set
from admin.importing.progress import Progress
from bench.generate_district import generate
from bench.sizes import Size

Row = dict[str, str]


class District:
    """A feed's set in a folder below `below`. `change` gives it other rows."""

    def __init__(self, name: str, below: Path, random: Random) -> None:
        self.name = name
        self.folder = below / name
        self._random = random
        generate(self.folder, name, Size(schools=1, students=10, teachers=2))
        self._rows = {file: self._read(file) for file in ("users", "enrollments")}

    def load(self, connection: Any, progress: Progress | None = None) -> None:
        """Imports the set as it is now; `connection` decides what its commit does."""
        import_set(connection, self.folder, self.name, progress)

    def change(self) -> None:
        """Some users get other names, some enrolments are gone, others are back: too few for the
        planner's statistics to be renewed, for which two imports would wait for each other."""
        for user in self._random.sample(self._rows["users"], 2):
            user["givenName"] = f"Robin {self._random.randrange(1000)}"
        kept = [row for row in self._rows["enrollments"] if self._random.random() < 0.98]
        self._write("users", self._rows["users"])
        self._write("enrollments", kept)

    def school(self) -> str:
        return next(row["sourcedId"] for row in self._read("orgs") if row["type"] == "school")

    def _read(self, file: str) -> list[Row]:
        with (self.folder / f"{file}.csv").open(newline="", encoding="utf-8") as stream:
            return list(csv.DictReader(stream))

    def _write(self, file: str, rows: list[Row]) -> None:
        with (self.folder / f"{file}.csv").open("w", newline="", encoding="utf-8") as stream:
            writer = csv.DictWriter(stream, list(rows[0]))
            writer.writeheader()
            writer.writerows(rows)
