"""Rows of courses.csv, classes.csv and enrollments.csv."""

from __future__ import annotations

from samples.csv_set import CsvSet, sourced_id
from samples.curriculum import BY_SEMESTER, STAGES
from samples.groups import Group
from samples.people import Person
from samples.schools import SCHOOL_YEAR, SEMESTERS, TERMS

HALF_TERM_END = "2026-10-24"  # the first day after the first half term
AFTER_HALF_TERM = "2026-11-02"


def course_id(group: Group) -> str:
    return sourced_id("course", group.school.key, group.year, group.subject.short)


def write_courses(out: CsvSet, groups: list[Group]) -> None:
    """One course for each school, year group and subject."""
    for group in {course_id(group): group for group in groups}.values():
        stage = STAGES[group.school.key, group.year].title
        prefix = "" if group.is_tutor_group else f"{stage} "
        out.put(
            "courses",
            sourcedId=course_id(group),
            schoolYearSourcedId=SCHOOL_YEAR.sourced_id,
            title=f"{prefix}{group.subject.title} Year {group.year}",
            courseCode=f"{group.subject.short.upper()}{group.year:02d}",
            grades=f"{group.year:02d}",
            orgSourcedId=group.school.sourced_id,
            subjects=list(group.subject.names),
            subjectCodes=list(group.subject.codes),
        )


def write_classes(out: CsvSet, groups: list[Group]) -> None:
    for group in groups:
        sessions = SEMESTERS if group.subject.short in BY_SEMESTER else TERMS
        out.put(
            "classes",
            sourcedId=group.sourced_id,
            status=_status(group.dropped),
            title=_title(group),
            grades=f"{group.year:02d}",
            courseSourcedId=course_id(group),
            classCode=group.code,
            classType="homeroom" if group.is_tutor_group else "scheduled",
            location=group.room,
            schoolSourcedId=group.school.sourced_id,
            termSourcedIds=[session.sourced_id for session in sessions],
            subjects=list(group.subject.names),
            subjectCodes=list(group.subject.codes),
            periods=group.periods,
        )


def _title(group: Group) -> str:
    if group.is_tutor_group:
        return f"Tutor Group {group.code}"
    return f"{group.subject.title} {group.code}"


def write_enrollments(out: CsvSet, groups: list[Group]) -> None:
    """Teachers, assistants and pupils of each group; who left in the middle of the year has a row
    that is to be deleted, and so has everybody in a group that was given up."""
    for group in groups:
        for number, teacher in enumerate(group.teachers):
            _enrol(out, group, teacher, teacher.gone, number > 0, primary=_primary(group, teacher))
        for aide in group.aides:
            _enrol(out, group, aide, aide.gone, False)
        for pupil in group.pupils:
            _enrol(out, group, pupil, pupil.gone or pupil in group.moved, False)
        for pupil in group.joined:
            _enrol(out, group, pupil, False, True)


def _primary(group: Group, teacher: Person) -> str:
    return "true" if teacher is group.teachers[-1] else "false"


def _enrol(
    out: CsvSet, group: Group, person: Person, left: bool, late: bool, *, primary: str = ""
) -> None:
    gone = left or group.dropped
    out.put(
        "enrollments",
        sourcedId=sourced_id("enrollment", group.school.key, group.code, person.key),
        status=_status(gone),
        classSourcedId=group.sourced_id,
        schoolSourcedId=group.school.sourced_id,
        userSourcedId=person.sourced_id,
        role=person.role,
        primary=primary,
        beginDate=AFTER_HALF_TERM if late else SCHOOL_YEAR.start,
        endDate=HALF_TERM_END if gone else SCHOOL_YEAR.end,
    )


def _status(gone: bool) -> str:
    return "tobedeleted" if gone else ""
