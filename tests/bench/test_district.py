"""The made-up districts."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from bench.district_people import parents
from bench.generate_district import generate
from bench.sizes import L, S, Size

SMALL = Size(schools=2, students=50, teachers=4)


def rows(folder: Path, file: str) -> list[dict[str, str]]:
    with (folder / f"{file}.csv").open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.fixture(scope="module")
def district(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("district")
    generate(folder, "T", SMALL)
    return folder


def test_the_sizes_are_those_that_the_limits_are_for() -> None:
    assert (S.users, S.enrollments, S.schools * S.classes) == (4_120, 16_640, 640)
    assert (L.users, L.enrollments, L.schools * L.classes) == (41_200, 166_400, 6_400)


def test_a_district_has_as_many_rows_as_its_size_says(tmp_path: Path) -> None:
    counts = generate(tmp_path, "T", SMALL)
    assert counts["users"] == SMALL.users == 2 * (50 + 50 + 4)
    assert counts["enrollments"] == SMALL.enrollments == 2 * (50 * 8 + 16)
    assert counts["classes"] == 2 * SMALL.classes == 2 * 16
    assert counts["demographics"] == 100


def test_the_same_name_gives_the_same_files(district: Path, tmp_path: Path) -> None:
    generate(tmp_path, "T", SMALL)
    again = {path.name: path.read_bytes() for path in tmp_path.iterdir()}
    assert again == {path.name: path.read_bytes() for path in district.iterdir()}


def test_a_changed_district_differs_in_every_so_many_th_e_mail_only(
    district: Path, tmp_path: Path
) -> None:
    generate(tmp_path, "T", SMALL, changed_every=50)
    before, after = rows(district, "users"), rows(tmp_path, "users")
    changed = [
        place for place, pair in enumerate(zip(before, after, strict=True)) if pair[0] != pair[1]
    ]
    assert changed == [49, 99, 149, 199]
    assert [{**one, "email": ""} for one in before] == [{**one, "email": ""} for one in after]
    assert rows(district, "enrollments") == rows(tmp_path, "enrollments")


def test_parents_are_found_without_reading_the_district(district: Path) -> None:
    written = {one["sourcedId"] for one in rows(district, "users") if one["role"] == "parent"}
    assert set(parents("T", SMALL)) == written


def test_another_name_shares_no_record(district: Path, tmp_path: Path) -> None:
    generate(tmp_path, "U", SMALL)
    for file in ("orgs", "academicSessions", "users", "enrollments"):
        ours, theirs = rows(district, file), rows(tmp_path, file)
        assert not {one["sourcedId"] for one in ours} & {one["sourcedId"] for one in theirs}


def test_enrolments_lead_to_users_and_classes_of_their_school(district: Path) -> None:
    users = {one["sourcedId"]: one["orgSourcedIds"] for one in rows(district, "users")}
    classes = {one["sourcedId"]: one["schoolSourcedId"] for one in rows(district, "classes")}
    enrollments = rows(district, "enrollments")
    assert len({one["sourcedId"] for one in enrollments}) == len(enrollments)
    for one in enrollments:
        school = one["schoolSourcedId"]
        assert users[one["userSourcedId"]] == classes[one["classSourcedId"]] == school


def test_parents_and_students_are_each_others_agents(district: Path) -> None:
    agents = {one["sourcedId"]: one["agentSourcedIds"] for one in rows(district, "users")}
    linked = {key: agent for key, agent in agents.items() if agent}
    assert len(linked) == 200
    assert all(agents[agent] == key for key, agent in linked.items())


def test_a_few_records_are_to_be_deleted(district: Path) -> None:
    deleted = [one for one in rows(district, "enrollments") if one["status"] == "tobedeleted"]
    assert 0 < len(deleted) < 50
