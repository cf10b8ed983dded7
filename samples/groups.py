"""Teaching groups: which pupils are taught together, by whom, where and when."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from random import Random

from samples.csv_set import sourced_id
from samples.curriculum import STAGES, SUBJECTS, TUTOR_TIME, Stage, Subject
from samples.people import Person
from samples.schools import SCHOOLS, School


@dataclass(eq=False)
class Group:
    """A class of classes.csv. `weekly` is its number of periods a week; groups of one `block` are
    taught at the same time, as their pupils come from the same year group. At half term some pupils
    `moved` to another group, or `joined` from one; `dropped`: the group was given up."""

    code: str
    school: School
    year: int
    subject: Subject
    pupils: list[Person]
    weekly: int
    block: str
    teachers: list[Person] = field(default_factory=list)
    aides: list[Person] = field(default_factory=list)
    room: str = ""
    periods: list[str] = field(default_factory=list)
    moved: list[Person] = field(default_factory=list)
    joined: list[Person] = field(default_factory=list)
    dropped: bool = False

    @property
    def sourced_id(self) -> str:
        return sourced_id("class", self.school.key, self.code)

    @property
    def is_tutor_group(self) -> bool:
        return self.subject is TUTOR_TIME


def make_groups(pupils: list[Person], staff: list[Person], random: Random) -> list[Group]:
    """Every group of the three schools, with teachers and a room, but without periods yet."""
    groups: list[Group] = []
    for school in SCHOOLS:
        for year in school.pupils:
            cohort = [one for one in pupils if one.schools[0] is school and one.year == year]
            groups += _year_group(school, year, cohort, random)
    _staff(groups, staff)
    _half_term_changes(groups, staff)
    return groups


def _year_group(school: School, year: int, cohort: list[Person], random: Random) -> Iterator[Group]:
    stage = STAGES[school.key, year]
    forms = _cut(cohort, school.forms[year])
    for letter, form in zip("AB", forms, strict=False):
        code = f"{year}{letter}"
        yield Group(code, school, year, TUTOR_TIME, form, 0, code)
        for short, weekly in stage.forms.items():
            code = f"{year}{letter}/{short}"
            yield Group(code, school, year, SUBJECTS[short], form, weekly, code)
    for short, weekly in stage.sets.items():
        by_attainment = random.sample(cohort, len(cohort))
        for number, pupils in enumerate(_cut(by_attainment, len(forms)), start=1):
            code = f"{year}{'AB'[number - 1]}/{short}{number}"
            yield Group(code, school, year, SUBJECTS[short], pupils, weekly, f"{year}/{short}")
    yield from _options(school, year, stage, cohort, random)


def _options(
    school: School, year: int, stage: Stage, cohort: list[Person], random: Random
) -> Iterator[Group]:
    for block, offered in stage.blocks.items():
        chosen = {pupil: random.choice(offered) for pupil in cohort}
        for short in offered:
            pupils = [pupil for pupil in cohort if chosen[pupil] == short]
            code = f"{year}{block}/{short}1"
            yield Group(
                code, school, year, SUBJECTS[short], pupils, stage.block_periods, f"{year}{block}"
            )


def _cut(pupils: list[Person], parts: int) -> list[list[Person]]:
    size = -(-len(pupils) // parts)
    return [pupils[start : start + size] for start in range(0, len(pupils), size)]


def _staff(groups: list[Group], staff: list[Person]) -> None:
    """The teacher of the department with the fewest periods takes the next group, in the own room.

    A teaching assistant helps in every lower set and in the primary school's tutor groups.
    """
    load: Counter[Person] = Counter()
    tutors: set[Person] = set()
    for group in groups:
        able = [one for one in staff if _can_teach(one, group)]
        if group.is_tutor_group:
            able = [one for one in able if one not in tutors]
        teacher = min(able, key=lambda one: load[one])
        load[teacher] += group.weekly
        if group.is_tutor_group:
            tutors.add(teacher)
        group.teachers = [teacher]
        group.room = f"{(teacher.department or group.school.name)[0]}{staff.index(teacher) + 1:02d}"
        aides = [one for one in staff if one.role == "aide" and group.school in one.schools]
        if group.code.endswith("2") or (group.is_tutor_group and group.year < 7):
            aide = min(aides, key=lambda one: load[one])
            load[aide] += 1
            group.aides = [aide]


def _can_teach(person: Person, group: Group) -> bool:
    departments = ("", group.subject.department)
    anybody = group.is_tutor_group
    return (
        person.role == "teacher"
        and not person.late
        and group.school in person.schools
        and (anybody or person.department in departments)
    )


def _half_term_changes(groups: list[Group], staff: list[Person]) -> None:
    """Music in year 11 is given up; in year 8 two pupils go up a set in mathematics; the new
    teacher takes over the groups of the one who left."""
    by_code = {(group.school.key, group.code): group for group in groups}
    by_code["secondary", "11R/Mu1"].dropped = True
    upper, lower = by_code["secondary", "8A/Ma1"], by_code["secondary", "8B/Ma2"]
    lower.moved = [pupil for pupil in lower.pupils if not pupil.gone][:2]
    upper.joined = lower.moved
    successor = next(one for one in staff if one.late)
    for group in groups:
        if group.teachers[0].gone:
            group.teachers.append(successor)
