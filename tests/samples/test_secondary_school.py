"""The sample that is in the repository: what it promises to whoever imports it."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from samples.csv_set import COLUMNS
from samples.generate_school import FOLDER, generate

Row = dict[str, str]

# The file that each reference column leads to.
TARGETS = {
    "parentSourcedId": "",  # the same file
    "schoolYearSourcedId": "academicSessions",
    "orgSourcedId": "orgs",
    "orgSourcedIds": "orgs",
    "courseSourcedId": "courses",
    "schoolSourcedId": "orgs",
    "termSourcedIds": "academicSessions",
    "agentSourcedIds": "users",
    "classSourcedId": "classes",
    "userSourcedId": "users",
    "resourceSourcedId": "resources",
    "categorySourcedId": "categories",
    "gradingPeriodSourcedId": "academicSessions",
    "lineItemSourcedId": "lineItems",
    "studentSourcedId": "users",
}


def read(file: str) -> list[Row]:
    with (FOLDER / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def rows() -> dict[str, list[Row]]:
    return {file: read(file) for file in COLUMNS}


@pytest.fixture(scope="module")
def users(rows: dict[str, list[Row]]) -> dict[str, Row]:
    return {user["sourcedId"]: user for user in rows["users"]}


def references(rows: dict[str, list[Row]]) -> Iterator[tuple[str, str, str]]:
    """(file, column, sourcedId) of every reference of the set."""
    for file, records in rows.items():
        for record in records:
            for column in TARGETS.keys() & record.keys():
                for target in filter(None, record[column].split(",")):
                    yield file, column, target


def test_the_committed_files_are_what_the_generator_writes(tmp_path: Path) -> None:
    generate(tmp_path)
    written = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert written == {path.name: path.read_bytes() for path in FOLDER.iterdir()}


def test_the_manifest_declares_all_thirteen_files_as_bulk() -> None:
    with (FOLDER / "manifest.csv").open(encoding="utf-8", newline="") as stream:
        manifest = {row["propertyName"]: row["value"] for row in csv.DictReader(stream)}
    assert manifest["manifest.version"] == "1.0"
    assert manifest["oneroster.version"] == "1.1"
    files = {name: value for name, value in manifest.items() if name.startswith("file.")}
    assert files == {f"file.{name}": "bulk" for name in COLUMNS}
    assert len(files) == 13


def test_every_reference_leads_to_a_record(rows: dict[str, list[Row]]) -> None:
    known = {file: {row["sourcedId"] for row in records} for file, records in rows.items()}
    lost = [
        reference
        for reference in references(rows)
        if reference[2] not in known[TARGETS[reference[1]] or reference[0]]
    ]
    assert lost == []


def test_demographics_have_their_users_sourced_id(
    rows: dict[str, list[Row]], users: dict[str, Row]
) -> None:
    roles = {users[row["sourcedId"]]["role"] for row in rows["demographics"]}
    assert roles == {"student"}


def test_sourced_ids_are_used_once_and_look_alike(rows: dict[str, list[Row]]) -> None:
    ids = [
        row["sourcedId"]
        for file, records in rows.items()
        if file != "demographics"
        for row in records
    ]
    assert len(ids) == len(set(ids))
    assert [one for one in ids if not re.fullmatch("x[0-9A-Z]{8}", one)] == []


def test_only_what_is_to_be_deleted_has_a_status_and_nothing_a_date(
    rows: dict[str, list[Row]],
) -> None:
    base = {(row["status"], row["dateLastModified"]) for file in rows for row in rows[file]}
    assert base == {("", ""), ("tobedeleted", "")}
    deleted = {file for file in rows for row in rows[file] if row["status"]}
    assert deleted == {"classes", "demographics", "enrollments", "users"}


def test_everybody_in_a_deleted_class_has_left_it(rows: dict[str, list[Row]]) -> None:
    deleted = {row["sourcedId"] for row in rows["classes"] if row["status"]}
    assert deleted
    left = {row["status"] for row in rows["enrollments"] if row["classSourcedId"] in deleted}
    assert left == {"tobedeleted"}


def test_leavers_are_in_no_class_any_more(
    rows: dict[str, list[Row]], users: dict[str, Row]
) -> None:
    of_leavers = [row for row in rows["enrollments"] if users[row["userSourcedId"]]["status"]]
    assert {users[row["userSourcedId"]]["role"] for row in of_leavers} == {"student", "teacher"}
    assert {row["status"] for row in of_leavers} == {"tobedeleted"}


def test_parents_and_children_are_each_others_agents(users: dict[str, Row]) -> None:
    links = {(key, agent) for key, user in users.items() for agent in agents(user)}
    assert links
    assert {(agent, key) for key, agent in links} == links
    kinds = {frozenset((users[a]["role"], users[b]["role"])) for a, b in links}
    assert kinds == {
        frozenset(("student", "parent")),
        frozenset(("student", "guardian")),
        frozenset(("student", "relative")),
    }


def agents(user: Row) -> list[str]:
    return [one for one in user["agentSourcedIds"].split(",") if one]


def test_every_pupil_has_an_adult(users: dict[str, Row]) -> None:
    alone = [user for user in users.values() if user["role"] == "student" and not agents(user)]
    assert alone == []


def test_families_are_of_many_kinds(users: dict[str, Row]) -> None:
    adults = [user for user in users.values() if user["role"] in ("parent", "guardian")]
    assert any(len(agents(adult)) > 2 for adult in adults), "three children"
    assert any("," in adult["orgSourcedIds"] for adult in adults), "children in two schools"
    pairs = [
        [users[agent] for agent in agents(user)]
        for user in users.values()
        if user["role"] == "student" and len(agents(user)) == 2
    ]
    assert any(a["phone"] != b["phone"] for a, b in pairs if a["phone"] and b["phone"]), "two homes"


def test_a_teacher_is_a_parent_under_a_second_account(users: dict[str, Row]) -> None:
    people: dict[tuple[str, str], set[str]] = {}
    for user in users.values():
        people.setdefault((user["givenName"], user["familyName"]), set()).add(user["role"])
    assert any({"teacher", "parent"} <= roles for roles in people.values())


def test_usernames_are_unique_and_plain(users: dict[str, Row]) -> None:
    names = [user["username"] for user in users.values()]
    assert len(set(names)) == len(names)
    assert [name for name in names if not re.fullmatch(r"[a-z0-9.]+", name)] == []


def test_no_address_or_number_can_reach_anybody(users: dict[str, Row]) -> None:
    emails = {user["email"] for user in users.values() if user["email"]}
    assert [email for email in emails if not email.endswith(".example")] == []
    numbers = {user[column] for user in users.values() for column in ("sms", "phone")} - {""}
    drama = re.compile(r"07700 900\d{3}|020 7946 0\d{3}")
    assert [number for number in numbers if not drama.fullmatch(number)] == []


def test_names_have_accents_apostrophes_hyphens_and_other_scripts(users: dict[str, Row]) -> None:
    names = {user["givenName"] for user in users.values()}
    names |= {user["familyName"] for user in users.values()}
    assert {"O'Neill", "Zoë", "Siân", "Łukasz", "李"} <= names
    assert any("-" in name for name in names)
    assert any(" " in name for name in names)


def test_every_identifier_is_filled_and_used_once(rows: dict[str, list[Row]]) -> None:
    for file in ("users", "orgs"):
        identifiers = [row["identifier"] for row in rows[file]]
        assert "" not in identifiers
        assert len(set(identifiers)) == len(identifiers)


def test_pupils_have_a_upn_with_the_right_check_letter(users: dict[str, Row]) -> None:
    found = [re.search(r"UPN:([A-Z])(\d{12})}", user["userIds"]) for user in users.values()]
    upns = [match for match in found if match]
    assert len(upns) == sum(user["role"] == "student" for user in users.values())
    letters = "ABCDEFGHJKLMNPQRTUVWXYZ"
    for match in upns:
        total = sum((place + 2) * int(digit) for place, digit in enumerate(match[2]))
        assert match[1] == letters[total % 23]


def test_all_roles_session_types_and_class_types_occur(rows: dict[str, list[Row]]) -> None:
    assert {user["role"] for user in rows["users"]} == {
        "administrator",
        "aide",
        "guardian",
        "parent",
        "proctor",
        "relative",
        "student",
        "teacher",
    }
    assert Counter(row["type"] for row in rows["academicSessions"]) == {
        "schoolYear": 1,
        "semester": 2,
        "term": 3,
        "gradingPeriod": 6,
    }
    assert {row["classType"] for row in rows["classes"]} == {"homeroom", "scheduled"}
    assert {row["type"] for row in rows["orgs"]} == {"district", "school", "department"}


def test_three_schools_have_what_a_test_tenant_needs(rows: dict[str, list[Row]]) -> None:
    schools = [row["sourcedId"] for row in rows["orgs"] if row["type"] == "school"]
    assert len(schools) == 3
    for school in schools:
        assert sum(row["schoolSourcedId"] == school for row in rows["classes"]) >= 3
        assert sum(row["orgSourcedId"] == school for row in rows["courses"]) >= 3
        for role in ("student", "teacher"):
            there = [row for row in rows["enrollments"] if row["schoolSourcedId"] == school]
            assert sum(row["role"] == role for row in there) >= 3


def test_nobody_is_in_two_places_at_once(rows: dict[str, list[Row]]) -> None:
    periods = {row["sourcedId"]: row["periods"].split(",") for row in rows["classes"]}
    current = [
        row
        for row in rows["enrollments"]
        if not row["status"] and row["role"] in ("student", "teacher")
    ]
    timetable = Counter(
        (row["userSourcedId"], period)
        for row in current
        for period in periods[row["classSourcedId"]]
    )
    assert [place for place, times in timetable.items() if times > 1] == []
    assert [key for key, cells in periods.items() if cells == [""]] == []


def test_subjects_and_their_codes_are_as_many(rows: dict[str, list[Row]]) -> None:
    for row in rows["courses"] + rows["classes"]:
        assert row["subjects"].count(",") == row["subjectCodes"].count(",")


def test_every_class_has_one_primary_teacher_and_pupils(rows: dict[str, list[Row]]) -> None:
    primary = Counter(
        row["classSourcedId"] for row in rows["enrollments"] if row["primary"] == "true"
    )
    taught = {row["classSourcedId"] for row in rows["enrollments"] if row["role"] == "student"}
    assert set(primary.values()) == {1}
    assert primary.keys() == taught == {row["sourcedId"] for row in rows["classes"]}


def test_scores_lie_within_their_line_items_bounds(rows: dict[str, list[Row]]) -> None:
    highest = {row["sourcedId"]: float(row["resultValueMax"]) for row in rows["lineItems"]}
    for row in rows["results"]:
        assert 0 <= float(row["score"]) <= highest[row["lineItemSourcedId"]]


def test_the_set_stays_small() -> None:
    assert sum(path.stat().st_size for path in FOLDER.iterdir()) < 500_000


def test_the_readme_counts_the_rows_that_are_there(rows: dict[str, list[Row]]) -> None:
    readme = (FOLDER.parent / "README.md").read_text(encoding="utf-8")
    counts = dict(re.findall(r"^\| (\w+)\.csv \| (\d+) \|", readme, re.MULTILINE))
    assert len(counts) == 10
    assert counts == {file: str(len(rows[file])) for file in counts}
