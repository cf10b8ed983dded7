"""The files of an exported set: which there are, their columns, and what is filled in them."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from admin.errors import AdminError
from admin.exporting.targets import check_target, write_set
from admin.importing.files import FILES
from shared.csv_columns import BASE_COLUMNS
from shared.export.csv_set import File, Files, csv_set
from shared.export.file_rows import Tally, UnknownMetadata
from shared.export.versions import VERSIONS
from shared.oneroster import KIND, KINDS
from tests.export.fixed import Fixed
from tests.export.sets import export, modes, rows, table, texts
from tests.export.tables import COLUMNS, COLUMNS_1P2
from tests.importing.roster import Roster

FEED = "feed"
INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
BULK = {f"file.{file.name}": "bulk" for file in FILES}


@pytest.fixture
def loaded(roster: Roster) -> Roster:
    """A feed of four imports: a day apart a name changes, a class loses its link, a user goes."""
    roster.load(FEED)
    roster.replace("users", "Bob,O'Neill", "Bob,Newname")
    roster.load(FEED)
    roster.replace("classResources", "link1,,,,7A,book\n", "")
    roster.load(FEED)
    roster.replace("users", "fa,,,false,north,parent,fa,,Fa,X,,,,,,,,\n", "")
    roster.replace("users", "Ångström,,,,,,fa,07,", "Ångström,,,,,,,07,")
    roster.load(FEED)
    return roster


def header(text: str) -> list[str]:
    return text.splitlines()[0].split(",")


def test_each_file_has_the_columns_of_the_specification_in_their_order(
    loaded: Roster, tmp_path: Path
) -> None:
    _, path = export(loaded.connection, tmp_path / "set.zip", feed=FEED)
    files = texts(path)
    assert header(files.pop("manifest")) == ["propertyName", "value"]
    assert {name: header(text) for name, text in files.items()} == {
        name: [*BASE_COLUMNS, *columns] for name, columns in COLUMNS.items()
    }
    assert not any("children" in text.splitlines()[0] for text in files.values())


def test_the_manifest_names_thirteen_files_and_comes_first(loaded: Roster, tmp_path: Path) -> None:
    _, path = export(loaded.connection, tmp_path / "set.zip", feed=FEED)
    assert next(iter(texts(path))) == "manifest"
    declared = modes(path)
    assert declared.pop("manifest.version") == "1.0"
    assert declared.pop("oneroster.version") == "1.1"
    assert declared.pop("source.systemName") == "Xporter"
    assert declared == BULK
    assert len(declared) == 13


def test_bulk_has_active_records_with_neither_status_nor_date(
    loaded: Roster, tmp_path: Path
) -> None:
    _, path = export(loaded.connection, tmp_path / "set.zip", feed=FEED)
    for name in COLUMNS:
        for row in rows(path, name).values():
            assert (row["status"], row["dateLastModified"]) == ("", "")
    assert "fa" not in rows(path, "users")
    assert rows(path, "users")["ada"]["userIds"] == "{UPN:A1},{LDAP:ada}"
    assert rows(path, "users")["mo"]["familyName"] == 'Quote "Q" Comma, jr'
    assert rows(path, "users")["bob"]["agentSourcedIds"] == "mo"


def test_a_delta_has_what_changed_since_and_what_went_with_status_and_date(
    loaded: Roster, tmp_path: Path
) -> None:
    since = loaded.changed_at("users", "bob")
    _, path = export(loaded.connection, tmp_path / "set.zip", feed=FEED, since=since)
    users = rows(path, "users")
    # More may come: these imports bear dates of long before they were published.
    assert users["ada"]["status"] == users["bob"]["status"] == "active"
    assert users["fa"]["status"] == "tobedeleted"
    assert all(INSTANT.fullmatch(user["dateLastModified"]) for user in users.values())
    assert users["bob"]["dateLastModified"] == since
    assert users["fa"]["givenName"] == "Fa"
    assert "7A" in rows(path, "classes")
    _, later = export(loaded.connection, tmp_path / "later.zip", feed=FEED, since="2999-01-01")
    assert not any(rows(later, name) for name in COLUMNS)


def test_a_delta_declares_so_and_its_links_are_whole_so_that_none_is_lost_that_went(
    loaded: Roster, tmp_path: Path
) -> None:
    since = loaded.changed_at("users", "bob")
    _, path = export(loaded.connection, tmp_path / "set.zip", feed=FEED, since=since)
    declared = modes(path)
    links = ("file.classResources", "file.courseResources")
    assert {name: declared[name] for name in BULK} == {
        name: "bulk" if name in links else "delta" for name in BULK
    }
    assert rows(path, "classResources") == {}


def test_links_are_the_same_records_in_each_export(roster: Roster, tmp_path: Path) -> None:
    roster.load(FEED)
    found = [
        rows(export(roster.connection, tmp_path / name, feed=FEED)[1], "classResources")
        for name in ("one.zip", "two.zip")
    ]
    assert found[0] == found[1]
    (link,) = found[0].values()
    assert (link["classSourcedId"], link["resourceSourcedId"]) == ("7A", "book")


def test_metadata_have_a_column_each_where_they_occur(roster: Roster, tmp_path: Path) -> None:
    roster.write(
        "orgs",
        "sourcedId,status,dateLastModified,name,type,identifier,parentSourcedId,metadata.z,"
        "metadata.boarding\ndistrict,,,D,district,,,9,\nnorth,,,N,school,,district,,true\n"
        "south,,,S,school,,district,,\nmaths,,,M,department,,north,,\n",
    )
    roster.load(FEED)
    _, path = export(roster.connection, tmp_path / "set.zip", feed=FEED)
    assert header(texts(path)["orgs"])[-2:] == ["metadata.boarding", "metadata.z"]
    assert rows(path, "orgs")["district"]["metadata.z"] == "9"
    assert rows(path, "orgs")["north"]["metadata.boarding"] == "true"
    assert header(texts(path)["users"])[-1] == "password"


def test_subjects_and_subject_codes_have_one_length(roster: Roster, tmp_path: Path) -> None:
    roster.replace("classes", '"autumn,spring",Mathematics,MA,', '"autumn,spring","A,B,C",MA,')
    roster.replace("classes", "autumn,Mathematics,MA,", "autumn,Mathematics,,")
    roster.load(FEED)
    _, path = export(roster.connection, tmp_path / "set.zip", feed=FEED)
    classes = rows(path, "classes")
    assert (classes["7A"]["subjects"], classes["7A"]["subjectCodes"]) == ("A,B,C", "MA,,")
    assert (classes["7S"]["subjects"], classes["7S"]["subjectCodes"]) == ("Mathematics", "")


def test_a_1_2_set_has_roles_beside_users(loaded: Roster, tmp_path: Path) -> None:
    _, path = export(loaded.connection, tmp_path / "set.zip", feed=FEED, version="1.2")
    declared, files = modes(path), texts(path)
    assert declared["oneroster.version"] == "1.2"
    assert len([name for name in declared if name.startswith("file.")]) == 21
    assert {name for name in declared if declared[name] == "bulk"} == {
        f"file.{name}" for name in COLUMNS_1P2
    }
    assert {name: header(files[name]) for name in COLUMNS_1P2} == {
        name: [*BASE_COLUMNS, *columns] for name, columns in COLUMNS_1P2.items()
    }
    assert set(files) == {"manifest", *COLUMNS_1P2}
    roles = {row["userSourcedId"]: row for row in table(files["roles"])}
    assert roles["tea"]["role"] == "teacher"
    assert (roles["tea"]["orgSourcedId"], roles["tea"]["roleType"]) == ("maths", "primary")


def test_a_role_for_each_org_of_a_user(tmp_path: Path) -> None:
    orgs = [{"sourcedId": one, "type": "org", "href": ""} for one in ("o1", "o2")]
    user = {"sourcedId": "u", "status": "active", "role": "aide", "orgs": orgs}
    made = fixed_set(Fixed({"users": [user], "orgs": []}), version="1.2")
    assert [(row["orgSourcedId"], row["roleType"], row["role"]) for row in made["roles"]] == [
        ("o1", "primary", "aide"),
        ("o2", "primary", "aide"),
    ]


def fixed_set(source: Fixed, version: str = "1.1", tally: Tally | None = None) -> dict[str, Any]:
    made = csv_set(source, VERSIONS[version], None, tally or Tally())
    return {one.name[:-4]: table(b"".join(one.pieces).decode()) for one in made}


def test_a_kind_that_may_not_be_read_is_absent_with_its_links() -> None:
    made = fixed_set(Fixed({"classes": [], "courses": []}))
    assert set(made) == {"manifest", "classes", "courses"}
    declared = {row["propertyName"]: row["value"] for row in made["manifest"]}
    assert declared["file.resources"] == declared["file.classResources"] == "absent"


def test_what_a_cell_cannot_hold_is_replaced_and_counted() -> None:
    tally = Tally()
    users = [
        {
            "sourcedId": "u",
            "grades": ["7, upper", "8"],
            "userIds": [
                {"type": "a:b", "identifier": "{x}"},
                {"type": "", "identifier": "nameless"},
            ],
            "orgs": [{"sourcedId": "o"}],
            "metadata": {"list": [1, {"a": None}], "text": "t"},
        }
    ]
    source = Fixed({"users": users}, {"users": ("list", "text")})
    (row,) = fixed_set(source, tally=tally)["users"]
    assert row["grades"] == "7; upper,8"
    assert row["userIds"] == "{a;b:(x)}"
    assert (row["metadata.list"], row["metadata.text"]) == ('[1,{"a":null}]', "t")
    assert tally.departures["grades: a comma inside an item of a list was written as a semicolon"]
    assert tally.departures["userIds: an identifier without type or value was left out"]
    assert tally.departures[
        "userIds: a character that the form {type:identifier} cannot hold was replaced"
    ]


def test_metadata_that_come_up_while_a_set_is_written_stop_it() -> None:
    source = Fixed({"orgs": [{"sourcedId": "o", "metadata": {"new": "1"}}]}, {"orgs": ("old",)})
    with pytest.raises(UnknownMetadata, match="orgs"):
        fixed_set(source)


@contextmanager
def failing_after_the_first_file(path: Path) -> Iterator[Any]:
    def files() -> Files:
        yield File("manifest.csv", iter([b"x"]))
        raise RuntimeError("gone")

    with pytest.raises(RuntimeError, match="gone"):
        yield files()


@pytest.mark.parametrize("name", ["set.zip", "set"])
def test_an_export_that_fails_leaves_what_was_there(tmp_path: Path, name: str) -> None:
    path = tmp_path / name
    write_set(iter([File("manifest.csv", iter([b"old"]))]), path)
    with failing_after_the_first_file(path) as files:
        write_set(files, path)
    assert texts(path) == {"manifest": "old"}
    assert [one.name for one in tmp_path.iterdir()] == [name]


@pytest.mark.parametrize("name", ["set.zip", "set"])
def test_an_export_replaces_what_was_there_only_when_it_is_told_to(
    tmp_path: Path, name: str
) -> None:
    path = tmp_path / name
    for text in (b"old", b"new"):
        write_set(iter([File("manifest.csv", iter([text]))]), path)
    assert texts(path) == {"manifest": "new"}
    with pytest.raises(AdminError, match="--force"):
        check_target(path, force=False)
    check_target(path, force=True)


def test_a_folder_with_other_things_in_it_is_never_replaced(tmp_path: Path) -> None:
    (tmp_path / "thesis").mkdir()
    (tmp_path / "thesis" / "thesis.tex").touch()
    with pytest.raises(AdminError, match="not replaced"):
        check_target(tmp_path / "thesis", force=True)


def test_the_table_here_has_every_kind() -> None:
    assert {kind.plural for kind in KINDS} | {"classResources", "courseResources"} == set(COLUMNS)
    assert set(KIND) <= set(COLUMNS)
