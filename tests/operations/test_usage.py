"""`xporter usage`: who pulled what when, and who has read a record."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
import requests

from admin.cli import main
from admin.connection import connect
from admin.importing import import_set
from local.places import SAMPLE
from tests.moments import ago
from tests.operations.conftest import ONEROSTER, TRUST
from tests.stack import SAMPLE_FEED, Client, Stack
from tests.xporter.asking import wait_until

Found = list[dict[str, Any]]
Xporter = Callable[..., str]


@pytest.fixture
def xporter(
    stack: Stack, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> Xporter:
    """What the command line prints about the stack's database."""
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", stack.database)
    monkeypatch.setenv("COLUMNS", "200")

    def run(*arguments: str) -> str:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        assert not ended.value.code
        return capsys.readouterr().out

    return run


@pytest.fixture
def reader(stack: Stack, request: pytest.FixtureRequest) -> Client:
    """A relying party named like the test, which has read nothing yet."""
    made = stack.client(request.node.name, TRUST)
    return replace(made, base=stack.origin + ONEROSTER, session=requests.Session())


def usage_of(
    xporter: Xporter, name: str, requests: int, last: str = ""
) -> dict[str, dict[str, Any]]:
    """By call, what a relying party asked for, once so many requests are written down, and one of
    the call `last`."""

    def found() -> dict[str, dict[str, Any]]:
        listed: Found = json.loads(xporter("usage", "--relying-party", name, "--json"))
        calls = {one["call"]: one for one in listed}
        is_whole = sum(one["requests"] for one in listed) >= requests and last in ("", *calls)
        return calls if is_whole else {}

    return wait_until(found)


def reads_of(xporter: Xporter, record: str, name: str) -> Found:
    found: Found = json.loads(
        xporter("usage", "--record", record, "--relying-party", name, "--json")
    )
    return found


def test_requests_records_bytes_and_errors_are_counted_by_call(
    reader: Client, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    plain = {"Accept-Encoding": "identity"}
    replies = [reader.get("/users?limit=3", headers=plain) for _ in range(2)]
    reader.get("/users?limit=3", headers={**plain, "If-None-Match": replies[0].headers["ETag"]})
    reader.get("/users?filter=nonsense")
    reader.get("/orgs/nobody")
    found = usage_of(xporter, request.node.name, 5)
    users = found["getAllUsers"]
    assert (users["requests"], users["records"]) == (4, 6)
    assert (users["unchanged"], users["errors"]) == (1, 1)
    assert users["bytes"] >= 2 * len(replies[0].content)
    assert 0 < users["milliseconds"] <= users["slowest"]
    assert (found["getOrg"]["requests"], found["getOrg"]["errors"]) == (1, 1)


def test_the_last_full_and_the_last_delta_pull_are_told(
    reader: Client, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    since = "filter=dateLastModified>='2020-01-01T00:00:00.000Z'"
    for path in (
        "/orgs",
        "/academicSessions?filter=status='active'",
        f"/users?limit=10000&{since}",
    ):
        assert reader.get(path).status_code == 200
    for path in ("/classes?limit=2", "/courses?filter=title~'x'"):
        reader.get(path)
    found = usage_of(xporter, request.node.name, 5)
    pulls = {call: (bool(one["last_full"]), bool(one["last_delta"])) for call, one in found.items()}
    assert pulls["getAllOrgs"] == (True, False)
    assert pulls["getAllAcademicSessions"] == (True, False)
    assert pulls["getAllUsers"] == (False, True)
    assert pulls["getAllClasses"] == (False, False)
    assert pulls["getAllCourses"] == (False, False)


def test_people_see_a_table(
    reader: Client, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    reader.get("/orgs")
    usage_of(xporter, request.node.name, 1)
    shown = xporter("usage", "--relying-party", request.node.name)
    assert "getAllOrgs" in shown
    assert "last full pull" in shown
    assert "Nobody has read anything" in xporter("usage", "--relying-party", "no such name")


def test_the_page_that_a_record_was_on_is_found_and_no_other(
    reader: Client, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    pages = [reader.records(f"/users?limit=20&offset={offset}") for offset in (0, 20, 40)]
    usage_of(xporter, request.node.name, 3)
    for page in pages:
        for user in (page[0], page[7], page[-1]):
            (found,) = reads_of(xporter, user["sourcedId"], request.node.name)
            assert (found["call"], found["kind"], found["sure"]) == ("getAllUsers", "users", True)
    reader.records("/users?limit=20&offset=60")
    usage_of(xporter, request.node.name, 4)


def test_what_a_filter_left_out_was_not_read(
    reader: Client, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    students = reader.records("/students?limit=10000")
    teachers = reader.records("/users?limit=10000&filter=role='teacher'")
    usage_of(xporter, request.node.name, 2)
    (of_student,) = reads_of(xporter, students[10]["sourcedId"], request.node.name)
    (of_teacher,) = reads_of(xporter, teachers[10]["sourcedId"], request.node.name)
    assert of_student["call"] == "getAllStudents"
    assert (of_teacher["call"], of_teacher["query"]) == ("getAllUsers", "role='teacher'")


def test_a_sorted_page_and_a_single_record_are_found(
    reader: Client, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    page = reader.records("/users?limit=20&sort=familyName")
    other = reader.records("/users?limit=20&sort=familyName&offset=20")[0]["sourcedId"]
    pupil = page[11]["sourcedId"]
    reader.get(f"/users/{pupil}")
    usage_of(xporter, request.node.name, 3)
    calls = [one["call"] for one in reads_of(xporter, pupil, request.node.name)]
    assert calls == ["getAllUsers", "getUser"]
    (found,) = reads_of(xporter, other, request.node.name)
    assert found["sure"]


def test_exports_are_reads_too(
    stack: Stack, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    made = stack.client(request.node.name, TRUST, ("roster-core.readonly", "export.readonly"))
    exporter = replace(made, base=stack.origin + ONEROSTER, session=requests.Session())
    assert exporter.get("/export.zip").status_code == 200
    found = usage_of(xporter, request.node.name, 8, last="endExport")
    assert {"exportContents", "getAllUsers", "getAllEnrollments"} <= set(found)
    assert found["getAllUsers"]["last_full"]


def test_another_relying_partys_reads_are_its_own(
    reader: Client, stack: Stack, xporter: Xporter, request: pytest.FixtureRequest
) -> None:
    """The stranger sees another district only, whose records lie beside the sample's."""
    everyone = reader.records("/users?limit=10000")
    stranger = replace(stack.stranger, base=reader.base, session=requests.Session())
    stranger.records("/users?limit=10000")
    usage_of(xporter, request.node.name, 1)
    usage_of(xporter, "Stranger", 1)
    assert reads_of(xporter, everyone[50]["sourcedId"], "Stranger") == []


def test_of_a_record_that_has_changed_since_nobody_can_be_sure(
    own_stack: Stack, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", own_stack.database)
    page = own_stack.trust.records("/users")
    pupil, other = page[30]["sourcedId"], page[31]["sourcedId"]
    _wait_for_reads(own_stack, 1)
    _rename(own_stack, pupil, tmp_path / "changed")

    def sure(record: str) -> list[bool]:
        with pytest.raises(SystemExit):
            main(("usage", "--record", record, "--json"))
        return [one["sure"] for one in json.loads(capsys.readouterr().out)]

    assert sure(pupil) == [False]
    assert sure(other) == [True]


def test_old_reads_are_swept(
    own_stack: Stack, monkeypatch: pytest.MonkeyPatch, capsys: Any
) -> None:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", own_stack.database)
    for _ in range(3):
        own_stack.trust.get("/orgs")
    _wait_for_reads(own_stack, 3)
    with closing(connect(own_stack.database)) as connection:
        connection.execute(
            "update gcidm.reads set at = ? where at < (select max(at) from gcidm.reads)",
            ago(days=400),
        )
        connection.commit()
    with pytest.raises(SystemExit):
        main(("database", "sweep"))
    assert "Forgotten: 2 reads" in capsys.readouterr().out
    _wait_for_reads(own_stack, 1)


def _wait_for_reads(stack: Stack, number: int) -> None:
    with closing(connect(stack.database)) as connection:
        connection.autocommit = True
        wait_until(
            lambda: connection.execute("select count(*) from gcidm.reads").fetchval() == number
        )


def _rename(stack: Stack, user: str, folder: Path) -> None:
    """Imports the sample again, with another family name of one user."""
    shutil.copytree(SAMPLE, folder)
    users = folder / "users.csv"
    lines = users.read_text("utf-8").splitlines(keepends=True)
    column = lines[0].strip().replace('"', "").split(",").index("familyName")
    with users.open("w", encoding="utf-8") as out:
        for text in lines:
            cells = text.split(",")
            if cells[0].strip('"') == user:
                cells[column] = '"Renamed"' if cells[column].startswith('"') else "Renamed"
            out.write(",".join(cells))
    with closing(connect(stack.database)) as connection:
        import_set(connection, folder, SAMPLE_FEED)
