"""A district's sessions, and a school with its courses and classes."""

from __future__ import annotations

from bench.district_records import GRADES, District

COURSES = 40
TERMS = (
    ("Autumn", "2026-09-01", "2026-12-19"),
    ("Spring", "2027-01-05", "2027-03-26"),
    ("Summer", "2027-04-12", "2027-07-21"),
)
FIRST_DAY, LAST_DAY = TERMS[0][1], TERMS[-1][2]


def write_district(district: District) -> None:
    """The district's org, a school year, three terms with a grading period each."""
    district.put(
        "orgs", "org", name=f"District {district.name}", type="district", identifier="9990000"
    )
    _put_session(district, "year", "2026/27", "schoolYear", FIRST_DAY, LAST_DAY, "")
    for term, start, end in TERMS:
        _put_session(district, term, f"{term} term", "term", start, end, "year")
        marks = f"{term} marks"
        _put_session(district, marks, marks, "gradingPeriod", start, end, term)


def write_school(district: District, school: int, classes: int) -> None:
    """A school's org, courses and classes; the classes are still empty."""
    district.put(
        "orgs",
        f"org/{school}",
        name=f"School {school:02d} of {district.name}",
        type="school",
        identifier=f"999{4000 + school}",
        parentSourcedId=district.sourced_id("org"),
    )
    for course in range(COURSES):
        _put_course(district, school, course)
    for number in range(classes):
        _put_class(district, school, number)


def _put_session(
    district: District, key: str, title: str, kind: str, start: str, end: str, parent: str
) -> None:
    district.put(
        "academicSessions",
        f"session/{key}",
        title=title,
        type=kind,
        startDate=start,
        endDate=end,
        parentSourcedId=district.sourced_id(f"session/{parent}") if parent else "",
        schoolYear="2027",
    )


def _put_course(district: District, school: int, course: int) -> None:
    district.put(
        "courses",
        f"course/{school}/{course}",
        schoolYearSourcedId=district.sourced_id("session/year"),
        title=f"Course {course:02d}",
        courseCode=f"C{course:03d}",
        orgSourcedId=district.sourced_id(f"org/{school}"),
        **_taught(course),
    )


def _put_class(district: District, school: int, number: int) -> None:
    course = number % COURSES
    district.put(
        "classes",
        f"class/{school}/{number}",
        title=f"Class {number:03d}",
        courseSourcedId=district.sourced_id(f"course/{school}/{course}"),
        classCode=f"K{number:04d}",
        classType="scheduled",
        location=f"Room {number % 90}",
        schoolSourcedId=district.sourced_id(f"org/{school}"),
        termSourcedIds=[district.sourced_id(f"session/{term}") for term, _, _ in TERMS],
        periods=str(number % 8 + 1),
        **_taught(course),
    )


def _taught(course: int) -> dict[str, str]:
    """What a course and its classes have in common."""
    return {
        "grades": GRADES[course % len(GRADES)],
        "subjects": "Mathematics" if course % 2 else "English",
        "subjectCodes": str(10_000 + course),
    }
