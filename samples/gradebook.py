"""Rows of the resources and their links, and of categories.csv, lineItems.csv and results.csv."""

from __future__ import annotations

from random import Random

from samples.classes import course_id
from samples.csv_set import CsvSet, sourced_id
from samples.groups import Group
from samples.schools import HALF_TERMS, Session

# vendorResourceId, title, roles, importance, applicationId, subject it is for
RESOURCES = (
    ("9780000000019", "Number and Proof 8", "student", "primary", "textbook", "Ma"),
    (
        "9780000000026",
        "The Tempest, School Edition",
        "student,teacher",
        "primary",
        "textbook",
        "En",
    ),
    ("9780000000033", "Working Scientifically", "student", "secondary", "textbook", "Sc"),
    (
        "urn:larkpress:gcse-science-lab",
        "Virtual Science Lab",
        "student,teacher",
        "primary",
        "lab",
        "Cs",
    ),
    ("urn:larkpress:on-y-va", "On y va ! Audio", "student,teacher", "secondary", "audio", "Fr"),
    (
        "urn:larkpress:maths-teacher-notes",
        "Teacher's Notes",
        "teacher,aide",
        "secondary",
        "notes",
        "Ma",
    ),
    (
        "urn:larkpress:reading-list",
        "Reading List",
        "student,parent,guardian",
        "secondary",
        "list",
        "To",
    ),
)
CATEGORIES = ("Homework", "Classwork", "Assessment", "Mock Examination")

# class code, title, description, category, assigned, due, highest score
LINE_ITEMS = (
    ("8A/Ma1", "Ratio and proportion", "Sheet 4, odd", "Homework", "2026-10-05", "2026-10-12", 20),
    ("8B/Ma2", "Ratio and proportion", "Sheet 3", "Homework", "2026-10-05", "2026-10-12", 20),
    ("8A/Hi", "1066: source questions", "", "Classwork", "2026-11-09", "2026-11-13", 10),
    ("10A/Cs1", "Cell biology", "B1 and B2", "Assessment", "2026-10-12", "2026-10-16", 50),
    ("11A/En1", "Mock paper 1", "1 h 45 min", "Mock Examination", "2026-11-16", "2026-11-20", 80),
    ("13C/Ma1", "Integration by parts", "", "Homework", "2026-11-11", "2026-11-18", 30),
)  # fmt: skip
COMMENTS = ("", "", "", "Well done!", "See me, please.", "Show your working, it's worth marks.")


def write_resources(out: CsvSet, groups: list[Group]) -> None:
    """A resource belongs to its subject's courses, and to the first class of each of them."""
    for number, title, roles, importance, application, short in RESOURCES:
        resource = sourced_id("resource", number)
        out.put(
            "resources",
            sourcedId=resource,
            vendorResourceId=number,
            title=title,
            roles=roles,
            importance=importance,
            vendorId="lark-press",
            applicationId=application,
        )
        taught = [group for group in groups if group.subject.short == short]
        for course, group in {course_id(group): group for group in reversed(taught)}.items():
            _put_link(out, "courseResources", title, resource, courseSourcedId=course)
            _put_link(out, "classResources", title, resource, classSourcedId=group.sourced_id)


def _put_link(out: CsvSet, file: str, title: str, resource: str, **target: str) -> None:
    key = sourced_id(file, resource, *target.values())
    out.put(file, sourcedId=key, title=title, resourceSourcedId=resource, **target)


def write_gradebook(out: CsvSet, groups: list[Group], random: Random) -> None:
    for title in CATEGORIES:
        out.put("categories", sourcedId=sourced_id("category", title), title=title)
    by_code = {group.code: group for group in reversed(groups)}
    for code, title, description, category, assigned, due, highest in LINE_ITEMS:
        line_item = sourced_id("lineItem", code, title)
        out.put(
            "lineItems",
            sourcedId=line_item,
            title=title,
            description=description,
            assignDate=f"{assigned}T08:50:00.000Z",
            dueDate=f"{due}T15:30:00.000Z",
            classSourcedId=by_code[code].sourced_id,
            categorySourcedId=sourced_id("category", category),
            gradingPeriodSourcedId=_half_term(assigned).sourced_id,
            resultValueMin=0,
            resultValueMax=highest,
        )
        _write_results(out, by_code[code], line_item, due, highest, random)


def _half_term(day: str) -> Session:
    return next(session for session in HALF_TERMS if session.start <= day < session.end)


def _write_results(
    out: CsvSet, group: Group, line_item: str, due: str, highest: int, random: Random
) -> None:
    """Most pupils have a mark; a few were ill or did not hand anything in."""
    for pupil in group.pupils:
        if pupil.gone:
            continue
        marked = random.random() < 0.85
        done = random.choice(("fully graded", "fully graded", "fully graded", "partially graded"))
        out.put(
            "results",
            sourcedId=sourced_id("result", line_item, pupil.key),
            lineItemSourcedId=line_item,
            studentSourcedId=pupil.sourced_id,
            scoreStatus=done if marked else random.choice(("exempt", "not submitted", "submitted")),
            score=random.randrange(highest // 3 * 2, highest * 2 + 1) / 2 if marked else 0,
            scoreDate=due,
            comment=random.choice(COMMENTS) if marked else "",
        )
