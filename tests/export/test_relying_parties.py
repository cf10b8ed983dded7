"""Exports of what a relying party may see, by the operator and by itself over HTTP."""

from __future__ import annotations

import csv
import io
import json
import zipfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import Any

import pyodbc
import pytest

from admin.connection import connect
from admin.importing import import_set
from functions.scopes import BY_NAME
from shared.oneroster import KIND, KINDS
from tests.export.sets import export, modes, rows, texts
from tests.export.tables import COLUMNS
from tests.oneroster.conftest import ONEROSTER, TRUST, at
from tests.stack import PRIMARY, SAMPLE_FEED, Client, Stack

ROSTER_KINDS = ("orgs", "academicSessions", "courses", "classes", "users", "enrollments")


@pytest.fixture(scope="module")
def opened(stack: Stack) -> Iterator[pyodbc.Connection]:
    with closing(connect(stack.database)) as connection:
        yield connection


def party(stack: Stack, name: str, schools: tuple[str, ...], *scopes: str) -> Client:
    return at(stack, ONEROSTER, stack.client(name, schools, scopes))


@pytest.fixture(scope="module")
def primary(stack: Stack) -> Client:
    """Sees the primary school only, and may do everything there."""
    return party(stack, "Primary exports", (PRIMARY,), *BY_NAME)


@pytest.fixture(scope="module")
def trust(stack: Stack) -> Client:
    """Sees the whole sample."""
    return party(stack, "Trust exports", TRUST, *BY_NAME)


def saved(client: Client, path: Path, query: str = "") -> Path:
    reply = client.get(f"/export.zip{query}")
    assert reply.status_code == 200, reply.text
    path.write_bytes(reply.content)
    return path


def lines(client: Client) -> list[dict[str, Any]]:
    return [json.loads(line) for line in client.get("/export.ndjson").content.splitlines()]


def unresolved(path: Path) -> list[tuple[str, str, str]]:
    """(file, column, value) of each reference of the set that leads to nothing in it."""
    ids = {name: set(rows(path, name)) for name in COLUMNS}
    found = [
        (kind.plural, field.csv, one)
        for kind in KINDS
        for row in rows(path, kind.plural).values()
        for field in kind.fields
        if field.to and field.csv
        for one in row[field.csv].split(",")
        if one and one not in ids[field.to]
    ]
    links = [("class", "classes"), ("course", "courses")]
    found += [
        (f"{one}Resources", column, row[column])
        for one, plural in links
        for row in rows(path, f"{one}Resources").values()
        for column, to in ((f"{one}SourcedId", plural), ("resourceSourcedId", "resources"))
        if row[column] not in ids[to]
    ]
    return found + [("demographics", "", one) for one in ids["demographics"] - ids["users"]]


def test_what_the_operator_exports_for_a_party_it_gets_over_http_too(
    opened: pyodbc.Connection, primary: Client, tmp_path: Path
) -> None:
    tally, by_operator = export(opened, tmp_path / "cli.zip", party="Primary exports")
    over_http = saved(primary, tmp_path / "http.zip")
    assert by_operator.read_bytes() == over_http.read_bytes()
    assert tally.rows["users"] == len(rows(over_http, "users")) > 50


def test_a_party_of_one_school_gets_its_part_and_all_of_that_makes_sense(
    opened: pyodbc.Connection, primary: Client, trust: Client, tmp_path: Path
) -> None:
    part = saved(primary, tmp_path / "part.zip")
    whole = saved(trust, tmp_path / "whole.zip")
    assert unresolved(part) == unresolved(whole) == []
    schools = [row["sourcedId"] for row in rows(part, "orgs").values() if row["type"] == "school"]
    assert schools == [PRIMARY]
    for name in ROSTER_KINDS:
        assert 0 < len(rows(part, name)) <= len(rows(whole, name))
    assert len(rows(part, "users")) < len(rows(whole, "users"))


def test_the_part_of_one_school_can_be_imported(
    primary: Client, elsewhere: pyodbc.Connection, tmp_path: Path
) -> None:
    part = saved(primary, tmp_path / "part.zip")
    report = import_set(elsewhere, part, "part")
    assert {one.kind: one.added for one in report.kinds} == {
        kind.plural: len(rows(part, kind.plural)) for kind in KINDS
    }


def test_a_party_of_every_school_gets_what_the_feed_holds(
    opened: pyodbc.Connection, trust: Client, tmp_path: Path
) -> None:
    _, feed = export(opened, tmp_path / "feed.zip", feed=SAMPLE_FEED)
    assert texts(saved(trust, tmp_path / "http.zip")) == texts(feed)


def test_the_lines_are_the_records_as_the_calls_show_them(trust: Client) -> None:
    *records, end = lines(trust)
    for name in ("orgs", "classes", "results"):
        found = [one["record"] for one in records if one["kind"] == name]
        filter = {"filter": "status='active'", "limit": "10000"}
        assert found == trust.records(f"/{name}", params=filter)
        assert end["records"][name] == len(found)
    assert end["records"].keys() == KIND.keys()
    assert sum(end["records"].values()) == len(records)


def test_a_delta_over_http_is_that_of_the_command_line(
    opened: pyodbc.Connection, trust: Client, tmp_path: Path
) -> None:
    since = trust.records("/users?limit=1")[0]["dateLastModified"]
    _, by_operator = export(opened, tmp_path / "cli.zip", feed=SAMPLE_FEED, since=since)
    over_http = saved(trust, tmp_path / "http.zip", f"?since={since}")
    assert texts(over_http) == texts(by_operator)
    assert {row["status"] for row in rows(over_http, "users").values()} == {
        "active",
        "tobedeleted",
    }
    later = saved(trust, tmp_path / "later.zip", "?since=2999-01-01")
    assert not any(rows(later, name) for name in KIND)


@pytest.mark.parametrize("form", ["/export.zip", "/export.ndjson"])
def test_who_has_an_export_already_is_told_so(trust: Client, form: str) -> None:
    whole = trust.get(form)
    again = trust.get(form, headers={"If-None-Match": whole.headers["ETag"]})
    assert (again.status_code, again.content) == (304, b"")
    assert again.headers["X-Data-Revision"] == whole.headers["X-Data-Revision"]
    delta = trust.get(f"{form}?since=2026-01-01", headers={"If-None-Match": whole.headers["ETag"]})
    assert delta.status_code == 200


def test_the_tag_is_the_callers_and_that_of_its_scopes(stack: Stack, trust: Client) -> None:
    another = party(stack, "Another trust", TRUST, *BY_NAME)
    narrow = party(stack, "Narrow trust", TRUST, "roster-core.readonly", "export.readonly")
    tags = {one.get("/export.zip").headers["ETag"] for one in (trust, another, narrow)}
    assert len(tags) == 3


def test_an_export_at_another_revision_than_expected_is_refused(trust: Client) -> None:
    revision = trust.get("/orgs").headers["X-Data-Revision"]
    assert trust.get("/export.zip", headers={"X-Expect-Revision": revision}).status_code == 200
    reply = trust.get("/export.zip", headers={"X-Expect-Revision": str(int(revision) - 1)})
    assert reply.status_code == 412
    assert reply.json()["imsx_description"].startswith(f"The data are at revision {revision}")


def test_a_delta_over_http_since_a_revision(
    opened: pyodbc.Connection, trust: Client, tmp_path: Path
) -> None:
    now = int(trust.get("/export.ndjson").headers["X-Data-Revision"])
    nothing = saved(trust, tmp_path / "nothing.zip", f"?since={now}")
    assert not any(rows(nothing, name) for name in KIND)
    over_http = saved(trust, tmp_path / "http.zip", f"?since={now - 1}")
    _, by_operator = export(opened, tmp_path / "cli.zip", party="Trust exports", since=now - 1)
    assert over_http.read_bytes() == by_operator.read_bytes()
    assert len(rows(over_http, "users")) > 50
    for since, said in ((now + 1, f"have not come to {now + 1} yet"), (0, "other records may be")):
        reply = trust.get(f"/export.zip?since={since}")
        assert reply.status_code == 400
        assert said in reply.json()["imsx_description"]


def test_nobody_is_granted_exports_by_default(stack: Stack) -> None:
    plain = at(stack, ONEROSTER, stack.client("Plain", TRUST))
    for form in ("/export.zip", "/export.ndjson"):
        reply = plain.get(form)
        assert reply.status_code == 403
        assert "urn:xporter:scope:export.readonly" in reply.json()["imsx_description"]


def test_an_export_has_what_the_other_scopes_allow(
    stack: Stack, opened: pyodbc.Connection, tmp_path: Path
) -> None:
    scopes = ("roster-core.readonly", "export.readonly")
    client = party(stack, "Core exports", TRUST, *scopes)
    path = saved(client, tmp_path / "set.zip")
    declared = modes(path)
    assert {name for name in COLUMNS if declared[f"file.{name}"] == "bulk"} == {*ROSTER_KINDS}
    assert set(texts(path)) == {"manifest", *ROSTER_KINDS}
    assert {one["kind"] for one in lines(client)} == {*ROSTER_KINDS, "end"}
    _, same = export(opened, tmp_path / "cli.zip", party="Core exports")
    assert same.read_bytes() == path.read_bytes()


def test_a_token_for_other_scopes_only_is_not_good_for_exports(stack: Stack) -> None:
    client = party(stack, "Narrow token", TRUST, *BY_NAME)
    token = client.session.post(
        client.base + "/token",
        auth=(client.client_id, client.client_secret),
        data={"grant_type": "client_credentials", "scope": "x urn:xporter:scope:export.readonly"},
        timeout=30,
    ).json()
    assert token["scope"] == "urn:xporter:scope:export.readonly"
    client.session.headers["Authorization"] = f"Bearer {token['access_token']}"
    reply = client.get("/export.zip")
    with zipfile.ZipFile(io.BytesIO(reply.content)) as archive:
        assert archive.namelist() == ["manifest.csv"]
    assert client.get("/users").status_code == 403


def test_a_party_without_schools_gets_a_set_of_empty_files(stack: Stack, tmp_path: Path) -> None:
    path = saved(party(stack, "No schools", (), *BY_NAME), tmp_path / "set.zip")
    assert set(texts(path)) == {"manifest", *COLUMNS}
    assert all(len(list(csv.reader(io.StringIO(texts(path)[name])))) == 1 for name in COLUMNS)
