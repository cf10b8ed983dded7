"""Writes a made-up district of any size as a OneRoster 1.1 bulk CSV set, for measuring.

    python -m bench.generate_district FOLDER [--name L] [--schools N] [--students N] [--teachers N]

A school has as many parents as students, eight classes a student, 25 students in a class and one
teacher for each class. With 1,000 students and 60 teachers a school:

    S   2 schools    4,120 users   16,640 enrolments    640 classes
    L  20 schools   41,200 users  166,400 enrolments  6,400 classes

The same name and numbers give the same rows, always; another name gives another district, with
other sourcedIds.
"""

from __future__ import annotations

import argparse
from pathlib import Path

from bench.district_people import write_people
from bench.district_records import District
from bench.district_schools import write_district, write_school
from bench.sizes import L, Size
from samples.csv_set import CsvSet


def generate(
    folder: Path, name: str = "L", size: Size = L, changed_every: int = 0
) -> dict[str, int]:
    """Write the district `name` into `folder`, with another e-mail address for every so many-th
    user if that is not 0; returns each file's number of rows."""
    with CsvSet(folder, "Xporter bench", "BENCH") as out:
        district = District(name, out, changed_every)
        write_district(district)
        for school in range(size.schools):
            write_school(district, school, size.classes)
            write_people(district, school, size)
    return out.counts


def main() -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.generate_district", description=__doc__)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--name", default="L")
    for field, default in vars(L).items():
        parser.add_argument(f"--{field}", type=int, default=default)
    given = parser.parse_args()
    size = Size(given.schools, given.students, given.teachers)
    for file, rows in generate(given.folder, given.name, size).items():
        print(f"{rows:8d}  {file}.csv")


if __name__ == "__main__":
    main()
