"""Writes the sample: a small secondary school and its two partners, as a OneRoster 1.1 CSV set.

    python -m samples.generate_school [FOLDER]

The same rows come out on every machine and in every year. All people, places and numbers are made
up; telephone numbers are those that Ofcom keeps for drama.
"""

from __future__ import annotations

import sys
from pathlib import Path
from random import Random

from samples.classes import write_classes, write_courses, write_enrollments
from samples.csv_set import CsvSet
from samples.demographics import write_demographics
from samples.families import make_families, register
from samples.gradebook import write_gradebook, write_resources
from samples.groups import make_groups
from samples.people import Numbers, write_users
from samples.schools import DEPARTMENTS, department_id, write_orgs, write_sessions
from samples.staff import make_staff
from samples.timetable import make_timetable

FOLDER = Path(__file__).parent / "secondary-school"


def generate(folder: Path) -> dict[str, int]:
    """Write the set into `folder`; returns each file's number of rows."""
    random, numbers = Random(2026), Numbers()
    pupils, adults = make_families(random, numbers)
    pupils = register(pupils, numbers)
    staff = make_staff(random, numbers, adults[0])
    groups = make_groups(pupils, staff, random)
    make_timetable(groups, random)
    with CsvSet(folder, "Wrenmouth Learning Trust MIS", "WLT") as out:
        write_orgs(out)
        write_sessions(out)
        write_courses(out, groups)
        write_classes(out, groups)
        write_users(
            out, [*staff, *pupils, *adults], {name: department_id(name) for name in DEPARTMENTS}
        )
        write_enrollments(out, groups)
        write_demographics(out, pupils, random)
        write_resources(out, groups)
        write_gradebook(out, groups, random)
    return out.counts


if __name__ == "__main__":
    for file, count in generate(Path(sys.argv[1]) if sys.argv[1:] else FOLDER).items():
        print(f"{count:6d}  {file}.csv")
