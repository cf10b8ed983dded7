"""`xporter database`: apply to nothing, to itself, to what an older version left."""

from __future__ import annotations

import shutil
from contextlib import closing
from pathlib import Path

import pyodbc
import pytest

from admin.connection import connect
from admin.database import apply, status
from admin.errors import AdminError, DatabaseError
from admin.importing.procedures import call
from admin.sql_files import SQL, digest, sql_files
from functions.dialects import dialect_of
from tests.admin.conftest import Xporter
from tests.servers import words


@pytest.fixture
def database(bare_database: str) -> str:
    """A database of each test's own, because these tests change the schema."""
    with closing(connect(bare_database)) as connection:
        apply(connection)
    return bare_database


@pytest.fixture
def sql(database: str, tmp_path: Path) -> Path:
    """A copy of the SQL files, free to be changed."""
    copy = tmp_path / "sql"
    shutil.copytree(SQL / dialect_of(database).folder, copy)
    return copy


def _functions(connection: pyodbc.Connection) -> set[str]:
    rows = connection.execute(
        "select routine_name from information_schema.routines where routine_schema = 'gcidm'"
    ).fetchall()
    return {row[0].lower() for row in rows}


def test_an_empty_database_is_called_empty_and_is_up_to_date_after_apply(
    bare_database: str,
) -> None:
    with closing(connect(bare_database)) as connection:
        assert status(connection).state == "empty"
        report = apply(connection)
        assert (report.before, report.changed) == (None, True)
        found = status(connection)
    assert found.state == "up to date"
    assert found.applied == found.files == report.after
    assert found.applied_at is not None
    assert {count.kind: count.active for count in found.counts}["lineItems"] == 0
    assert len(found.counts) == 11


def test_applying_twice_changes_nothing(connection: pyodbc.Connection, schools: None) -> None:
    before = status(connection)
    assert not apply(connection).changed
    assert status(connection) == before


def test_records_are_counted_by_status(connection: pyodbc.Connection, schools: None) -> None:
    connection.execute("update gcidm.orgs set status = 'tobedeleted' where sourcedId = 'hill'")
    connection.commit()
    orgs = next(count for count in status(connection).counts if count.kind == "orgs")
    assert (orgs.active, orgs.tobedeleted) == (4, 1)


def test_a_changed_file_needs_apply(connection: pyodbc.Connection, sql: Path) -> None:
    with (sql / "schema" / "gcidm.sql").open("a") as file:
        file.write("-- a later version\n")
    assert status(connection, root=sql).state == "needs apply"
    apply(connection, root=sql)
    assert status(connection, root=sql).state == "up to date"


def test_an_upgrade_keeps_the_rows(
    connection: pyodbc.Connection, database: str, schools: None, sql: Path
) -> None:
    """A column and an index come, a function leaves, another returns something else."""
    with (sql / "tables" / "orgs.sql").open("a") as file:
        file.write(words(database).add_column)
    (sql / "functions" / "sweep_records.sql").unlink()
    (sql / "functions" / "get_schoolDirectory.sql").write_text(words(database).another_directory)
    apply(connection, root=sql)
    rows = connection.execute("select sourcedId, colour from gcidm.orgs").fetchall()
    assert {(row[0], row[1]) for row in rows} >= {("north", "blue"), ("dale", "blue")}
    assert call(connection, "gcidm.get_schoolDirectory")[0][0] == 42
    assert "sweep_records" not in _functions(connection)
    apply(connection)
    assert "sweep_records" in _functions(connection)
    assert connection.execute("select count(*) from gcidm.orgs").fetchval() == len(rows)


def test_what_an_early_version_left_is_completed(bare_database: str) -> None:
    """A table with a row, no functions, no digest."""
    with closing(connect(bare_database)) as connection:
        connection.execute("create schema gcidm")
        folder = SQL / dialect_of(bare_database).folder
        connection.execute((folder / "tables" / "feeds.sql").read_text())
        connection.execute("insert into gcidm.feeds (name, revision) values ('old', 3)")
        connection.commit()
        assert status(connection).state == "needs apply"
        apply(connection)
        kept = connection.execute("select name, revision from gcidm.feeds").fetchone()
        assert tuple(kept) == ("old", 3)


def test_a_file_that_fails_changes_nothing_and_is_named(
    connection: pyodbc.Connection, sql: Path
) -> None:
    text = "create table gcidm.half (one int);\nselect gcidm.nonsense(1);\n"
    (sql / "functions" / "zzz.sql").write_text(text)
    before = _functions(connection)
    with pytest.raises(DatabaseError, match=r"^functions/zzz\.sql: .*nonsense"):
        apply(connection, root=sql)
    assert _functions(connection) == before
    half = "select count(*) from information_schema.tables where table_name = 'half'"
    assert connection.execute(half).fetchval() == 0


def test_the_digest_follows_names_texts_and_nothing_else(sql: Path) -> None:
    before = digest(sql_files(sql))
    (sql / "functions" / "notes.txt").write_text("not SQL")
    assert digest(sql_files(sql)) == before
    (sql / "functions" / "get_access.sql").rename(sql / "functions" / "got_access.sql")
    assert digest(sql_files(sql)) != before


def test_an_installation_without_sql_files_is_told_so(tmp_path: Path) -> None:
    with pytest.raises(AdminError, match="no SQL files"):
        sql_files(tmp_path)


def test_the_commands_say_what_they_did(xporter: Xporter, schools: None) -> None:
    assert "Was up to date" in xporter("database", "apply").out
    shown = xporter("database", "status").out
    assert "up to date" in shown
    assert "5 active, 0 tobedeleted" in shown


def test_status_of_an_empty_database_says_what_to_do(
    xporter: Xporter, empty_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", empty_database)
    outcome = xporter("database", "status")
    assert outcome.code == 0
    assert "empty: run `xporter database apply`" in outcome.out
