"""The trust, its three schools, their departments, and the school year 2026/27."""

from __future__ import annotations

from dataclasses import dataclass

from samples.csv_set import CsvSet, sourced_id

# No local authority has the number 999, so no establishment number here is anybody's.
LOCAL_AUTHORITY = "999"
TRUST = sourced_id("org", "trust")


@dataclass(frozen=True)
class School:
    """`pupils`: how many pupils each year group has; `forms`: in how many tutor groups they are."""

    key: str
    name: str
    number: str
    domain: str
    pupils: dict[int, int]
    forms: dict[int, int]

    @property
    def sourced_id(self) -> str:
        return sourced_id("org", self.key)

    @property
    def identifier(self) -> str:
        """The seven-digit establishment number: local authority and DfE number."""
        return LOCAL_AUTHORITY + self.number


SECONDARY = School(
    "secondary",
    "Wrenmouth School",
    "4001",
    "wrenmouth.example",
    {7: 28, 8: 28, 9: 27, 10: 26, 11: 28, 12: 24, 13: 22},
    {7: 2, 8: 2, 9: 2, 10: 2, 11: 2, 12: 1, 13: 1},
)
PRIMARY = School(
    "primary",
    "Lark Lane Primary School",
    "2001",
    "larklane.example",
    {5: 15, 6: 16},
    {5: 1, 6: 1},
)
SIXTH_FORM = School(
    "sixth-form",
    "Quayside Sixth Form Centre",
    "8601",
    "quayside.example",
    {12: 16, 13: 15},
    {12: 1, 13: 1},
)
SCHOOLS = (SECONDARY, PRIMARY, SIXTH_FORM)

DEPARTMENTS = {
    "English": "ENG",
    "Mathematics": "MAT",
    "Science": "SCI",
    "Humanities": "HUM",
    "Languages": "LAN",
    "Creative Arts": "ART",
    "Technology": "TEC",
    "Physical Education": "PED",
}


@dataclass(frozen=True)
class Session:
    """An academic session; `end` is the first day after it, `parent` another session's key."""

    key: str
    title: str
    type: str
    start: str
    end: str
    parent: str = ""

    @property
    def sourced_id(self) -> str:
        return sourced_id("academicSession", self.key)


SCHOOL_YEAR = Session("year", "2026/27", "schoolYear", "2026-09-02", "2027-07-22")
TERMS = (
    Session("autumn", "Autumn Term 2026", "term", "2026-09-02", "2026-12-19", "year"),
    Session("spring", "Spring Term 2027", "term", "2027-01-04", "2027-03-26", "year"),
    Session("summer", "Summer Term 2027", "term", "2027-04-12", "2027-07-22", "year"),
)
SEMESTERS = (
    Session("semester-1", "Semester 1 2026/27", "semester", "2026-09-02", "2027-01-30", "year"),
    Session("semester-2", "Semester 2 2026/27", "semester", "2027-02-01", "2027-07-22", "year"),
)
HALF_TERMS = (
    Session("autumn-1", "Autumn 1", "gradingPeriod", "2026-09-02", "2026-10-24", "autumn"),
    Session("autumn-2", "Autumn 2", "gradingPeriod", "2026-11-02", "2026-12-19", "autumn"),
    Session("spring-1", "Spring 1", "gradingPeriod", "2027-01-04", "2027-02-13", "spring"),
    Session("spring-2", "Spring 2", "gradingPeriod", "2027-02-22", "2027-03-26", "spring"),
    Session("summer-1", "Summer 1", "gradingPeriod", "2027-04-12", "2027-05-29", "summer"),
    Session("summer-2", "Summer 2", "gradingPeriod", "2027-06-07", "2027-07-22", "summer"),
)
SESSIONS = (SCHOOL_YEAR, *TERMS, *SEMESTERS, *HALF_TERMS)


def department_id(department: str) -> str:
    return sourced_id("org", SECONDARY.key, department)


def write_orgs(out: CsvSet) -> None:
    """The trust above three schools; the secondary school has departments."""
    _put_org(out, TRUST, "Wrenmouth Learning Trust", "district", LOCAL_AUTHORITY + "0000", "")
    for school in SCHOOLS:
        _put_org(out, school.sourced_id, school.name, "school", school.identifier, TRUST)
    for name, code in DEPARTMENTS.items():
        identifier = f"{SECONDARY.identifier}-{code}"
        parent = SECONDARY.sourced_id
        _put_org(out, department_id(name), f"{name} Department", "department", identifier, parent)


def _put_org(out: CsvSet, key: str, name: str, kind: str, identifier: str, parent: str) -> None:
    out.put(
        "orgs", sourcedId=key, name=name, type=kind, identifier=identifier, parentSourcedId=parent
    )


def write_sessions(out: CsvSet) -> None:
    for session in SESSIONS:
        out.put(
            "academicSessions",
            sourcedId=session.sourced_id,
            title=session.title,
            type=session.type,
            startDate=session.start,
            endDate=session.end,
            parentSourcedId=sourced_id("academicSession", session.parent) if session.parent else "",
            schoolYear="2027",
        )
