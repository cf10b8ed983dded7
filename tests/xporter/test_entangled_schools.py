"""Two schools of one feed that share people, courses and rooms: who sees one of them sees nothing
that names the other."""

from __future__ import annotations

from contextlib import closing
from pathlib import Path

import pytest

from admin.connection import connect
from admin.importing import import_set
from samples.csv_set import CsvSet
from tests.stack import Client, Stack
from tests.xporter.asking import COLLECTIONS, ask_backend, minted

HERE, THERE = "entangled-here", "entangled-there"
# What the reader of one school must never find in any reply.
SECRETS = (
    THERE,
    "entangled-above",
    "entangled-parent-there",
    "entangled-child-there",
    "entangled-class-there",
)


def write_set(folder: Path) -> None:
    with CsvSet(folder, "Entangled", "E") as out:
        _write_schools(out)
        _write_people(out)
        _write_lessons(out)


def _write_schools(out: CsvSet) -> None:
    # A school may lie below a school.
    out.put("orgs", sourcedId="entangled-above", name="Above", type="school")
    above = {"parentSourcedId": "entangled-above"}
    out.put("orgs", sourcedId=HERE, name="Here", type="school", **above)
    out.put("orgs", sourcedId=THERE, name="There", type="school", **above)
    dates = {"startDate": "2026-09-01", "endDate": "2027-07-31", "schoolYear": "2027"}
    out.put("academicSessions", sourcedId="entangled-year", title="Y", type="schoolYear", **dates)


def _write_people(out: CsvSet) -> None:
    for name, role, orgs, agents in (
        ("entangled-teacher", "teacher", [HERE, THERE], []),
        ("entangled-parent", "parent", [HERE, THERE], ["entangled-child", "entangled-child-there"]),
        ("entangled-parent-there", "parent", [THERE], ["entangled-child-there"]),
        ("entangled-child", "student", [HERE], []),
        ("entangled-child-there", "student", [THERE], ["entangled-parent-there"]),
    ):
        out.put(
            "users",
            sourcedId=name,
            enabledUser="true",
            orgSourcedIds=orgs,
            role=role,
            username=name,
            givenName="G",
            familyName="F",
            agentSourcedIds=agents,
        )


def _write_lessons(out: CsvSet) -> None:
    for name, school in (("entangled-class", HERE), ("entangled-class-there", THERE)):
        out.put(
            "classes",
            sourcedId=name,
            title=name,
            courseSourcedId="entangled-course",
            classType="scheduled",
            schoolSourcedId=school,
            termSourcedIds=["entangled-year"],
        )
    # The course belongs to the one school, and is taught in both.
    out.put("courses", sourcedId="entangled-course", title="Course", orgSourcedId=THERE)
    for number, (one, user, role, school) in enumerate(
        (
            ("entangled-class", "entangled-teacher", "teacher", HERE),
            ("entangled-class", "entangled-child", "student", THERE),
            ("entangled-class-there", "entangled-teacher", "teacher", THERE),
            ("entangled-class-there", "entangled-child-there", "student", HERE),
        )
    ):
        out.put(
            "enrollments",
            sourcedId=f"entangled-{number}",
            classSourcedId=one,
            userSourcedId=user,
            role=role,
            schoolSourcedId=school,
        )


@pytest.fixture(scope="module")
def reader(stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """A relying party that one of the two schools authorised."""
    folder = tmp_path_factory.mktemp("entangled")
    write_set(folder)
    with closing(connect(stack.database)) as connection:
        import_set(connection, folder, "entangled")
    return stack.client("Entangled", (HERE,))


@pytest.mark.parametrize("name", COLLECTIONS)
def test_no_collection_names_the_other_school(reader: Client, name: str) -> None:
    text = reader.get(f"/{name}").text
    assert [secret for secret in SECRETS if f'"{secret}"' in text] == []


@pytest.mark.parametrize(
    "target",
    [
        "/courses",
        "/courses/entangled-course",
        "/users/entangled-parent",
        "/users/entangled-teacher/classes",
        "/teachers/entangled-teacher/classes",
        "/courses/entangled-course/classes",
        f"/orgs/{HERE}",
        f"/schools/{HERE}/enrollments",
        f"/schools/{HERE}/students",
    ],
)
def test_no_call_of_the_back_end_names_the_other_school(
    stack: Stack, reader: Client, target: str
) -> None:
    reply = ask_backend(stack, minted(stack, reader), target)
    assert reply.status_code == 200
    assert [secret for secret in SECRETS if f'"{secret}"' in reply.text] == []


@pytest.mark.parametrize(
    "target",
    [
        f"/schools/{THERE}/teachers",
        f"/schools/{THERE}/enrollments",
        "/classes/entangled-class-there/teachers",
        f"/schools/{THERE}/classes/entangled-class/students",
    ],
)
def test_whom_both_schools_share_is_not_shown_within_the_other(
    stack: Stack, reader: Client, target: str
) -> None:
    (found,) = ask_backend(stack, minted(stack, reader), target).json().values()
    assert found == []


@pytest.mark.parametrize("name", COLLECTIONS)
def test_one_school_still_sees_its_own(reader: Client, name: str) -> None:
    assert reader.records(f"/{name}")


HIDDEN_REFERENCES = [
    ("users", "agents.sourcedId", "entangled-child-there"),
    ("users", "orgs.sourcedId", THERE),
    ("orgs", "parent.sourcedId", "entangled-above"),
    ("courses", "org.sourcedId", THERE),
    ("enrollments", "school.sourcedId", THERE),
]


@pytest.mark.parametrize("operator", ["=", "~"])
@pytest.mark.parametrize(("name", "field", "hidden"), HIDDEN_REFERENCES)
def test_a_filter_on_a_hidden_reference_finds_nothing(
    stack: Stack, reader: Client, name: str, field: str, operator: str, hidden: str
) -> None:
    target = f"/{name}?filter={field}{operator}'{hidden}'"
    reply = ask_backend(stack, minted(stack, reader), target)
    assert (reply.json(), reply.headers["X-Total-Count"]) == ({name: []}, "0")


@pytest.mark.parametrize(("name", "field", "hidden"), HIDDEN_REFERENCES)
def test_a_filter_for_other_than_a_hidden_reference_leaves_nothing_out(
    stack: Stack, reader: Client, name: str, field: str, hidden: str
) -> None:
    every = ask_backend(stack, minted(stack, reader), f"/{name}").json()
    target = f"/{name}?filter={field}!='{hidden}'"
    assert ask_backend(stack, minted(stack, reader), target).json() == every


def test_a_filter_on_a_reference_in_sight_finds_its_records(stack: Stack, reader: Client) -> None:
    token = minted(stack, reader)
    for target in (
        "/users?filter=agents.sourcedId='entangled-child'",
        f"/users?filter=orgs.sourcedId='{HERE}'",
    ):
        assert ask_backend(stack, token, target).json()["users"]
