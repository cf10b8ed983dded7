"""What the back-end's login may do in the database: execute its functions, and nothing else."""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import closing

import pyodbc
import pytest

from admin.connection import undo
from admin.database import apply
from admin.errors import DatabaseError
from admin.importing.procedures import call
from functions.dialects import dialect_at
from shared.oneroster import CATEGORIES, KINDS, LINE_ITEMS, RESULTS
from tests.admin.conftest import Xporter
from tests.databases import Login, emptied
from tests.servers import words

REFUSED = re.compile(r"permission (was )?denied", re.IGNORECASE)


@pytest.fixture
def database(closed_database: str) -> str:
    """A database in which nothing was granted but by `apply`."""
    return emptied(closed_database)


@pytest.fixture
def backend(
    connection: pyodbc.Connection, database: str, login: Login
) -> Iterator[pyodbc.Connection]:
    """A connection as a login that was given the back-end's rights."""
    apply(connection, grant_to=login.name)
    with closing(login.connect(database)) as opened:
        assert opened.execute("select current_user").fetchval() == login.name
        opened.commit()
        yield opened


def _is_refused(connection: pyodbc.Connection, statement: str, *arguments: object) -> bool:
    with pytest.raises(pyodbc.Error) as refused:
        connection.execute(statement, *arguments)
    undo(connection)
    return bool(REFUSED.search(str(refused.value)))


def _is_call_refused(connection: pyodbc.Connection, procedure: str, *arguments: object) -> bool:
    text = dialect_at(connection).call_text(procedure, len(arguments))
    return _is_refused(connection, text, *arguments)


def _names(connection: pyodbc.Connection, query: str) -> list[str]:
    return [row[0] for row in connection.execute(query).fetchall()]


def test_no_table_can_be_read_or_written(
    connection: pyodbc.Connection, backend: pyodbc.Connection
) -> None:
    tables = _names(
        connection,
        "select table_name from information_schema.tables where table_schema = 'gcidm'"
        " and table_type = 'BASE TABLE'",
    )
    assert len(tables) >= 20
    for table in tables:
        assert _is_refused(backend, f"select * from gcidm.{table}")
        assert _is_refused(backend, f"insert into gcidm.{table} default values")
        assert _is_refused(backend, f"delete from gcidm.{table}")


def test_the_functions_of_tokens_can_be_executed(backend: pyodbc.Connection) -> None:
    assert call(backend, "gcidm.get_credentials", "nobody") == []
    assert call(backend, "gcidm.get_access", 1) == []
    assert call(backend, "gcidm.get_schoolCredentials", "a", "b") == []


def test_the_function_of_exports_can_be_executed(backend: pyodbc.Connection) -> None:
    assert call(backend, "gcidm.get_metadataNames", "users", 1, None) == []


def test_the_functions_of_limits_and_of_usage_can_be_executed(backend: pyodbc.Connection) -> None:
    assert [tuple(row) for row in call(backend, "gcidm.take_permits", 1, 100, 1)] == [
        (1, 100, 99, 0)
    ]
    begun = call(backend, "gcidm.begin_export", 1, 1, 60)[0]
    call(backend, "gcidm.keep_export", 1, begun.exportid, 0)
    assert call(backend, "gcidm.get_guessWait", 1, 2, 3, 1)[0][0] == 0
    call(backend, "gcidm.save_guess", 1, 2, 3, True)
    call(backend, "gcidm.save_reads", "[]")
    assert call(backend, "gcidm.get_interfaceVersion")[0][0] >= 1


def test_the_functions_of_signatures_can_be_executed(backend: pyodbc.Connection) -> None:
    assert call(backend, "gcidm.get_consumer", "nobody") == []
    assert call(backend, "gcidm.save_nonce", "nobody", 1, "n")[0][0] == 1


def test_exactly_the_back_ends_functions_can_be_executed(
    backend: pyodbc.Connection, database: str
) -> None:
    may = _names(backend, words(database).executable)
    reads = {name for kind in KINDS for name in (kind.get, kind.count)}
    writes = {
        f"gcidm.{verb}_{kind.plural}"
        for verb in ("put", "delete")
        for kind in (CATEGORIES, LINE_ITEMS, RESULTS)
    }
    identities = {
        f"gcidm.{name}"
        for name in (
            *("get_access", "get_credentials", "get_schoolCredentials"),
            *("get_interfaceVersion", "save_reads", "take_permits", "begin_export", "keep_export"),
            *("get_guessWait", "save_guess"),
            *("get_consumer", "save_nonce", "get_metadataNames", "get_changedAfter"),
        )
    }
    expected = reads | writes | identities
    assert {f"gcidm.{name.lower()}" for name in may} == {name.lower() for name in expected}


@pytest.mark.parametrize(
    ("procedure", "arguments"),
    [
        ("create_relyingParty", ("x", "x", "x", "[]")),
        ("authorise_relyingParty", (1, "[]")),
        ("refresh_access", (1, 1)),
        ("save_relyingPartyScopes", (1, "roster.readonly")),
        ("save_relyingPartyConsumer", (1, "x", "x")),
        ("save_relyingPartySchoolSecret", (1, "x", "x")),
        ("save_relyingPartyLimits", (1, None, None)),
        ("save_schemaVersion", ("x",)),
        ("grant_app", ("x",)),
        ("get_relyingParties", ()),
        ("get_usage", ("2026-01-01",)),
        ("get_recordReads", ("x", "2026-01-01")),
        ("sweep_reads", (1, 1)),
    ],
)
def test_the_operators_functions_are_refused(
    backend: pyodbc.Connection, procedure: str, arguments: tuple[object, ...]
) -> None:
    assert _is_call_refused(backend, f"gcidm.{procedure}", *arguments)


def test_new_objects_are_refused(backend: pyodbc.Connection, database: str) -> None:
    assert _is_refused(backend, "create table gcidm.mine (one int)")
    assert _is_refused(backend, words(database).later)


def test_a_function_that_comes_later_is_not_for_everybody(
    connection: pyodbc.Connection, backend: pyodbc.Connection, database: str
) -> None:
    connection.execute(words(database).later)
    connection.commit()
    assert _is_call_refused(backend, "gcidm.later")
    apply(connection)


def test_a_temporary_table_cannot_take_the_place_of_a_real_one(
    backend: pyodbc.Connection, database: str
) -> None:
    for statement in words(database).disguises:
        backend.execute(statement)
    assert call(backend, "gcidm.get_access", 1) == []
    assert call(backend, "gcidm.get_credentials", "mine") == []


def test_no_function_can_be_led_astray_by_who_calls_it(
    connection: pyodbc.Connection, database: str
) -> None:
    assert _names(connection, words(database).gullible) == []


def _is_kept_out(database: str, login: Login) -> bool:
    """At the door, or inside: SQL Server lets nobody into a database who has no user there."""
    try:
        with closing(login.connect(database)) as stranger:
            return _is_call_refused(stranger, "gcidm.get_access", 1)
    except DatabaseError as refused:
        return "the login may not use it" in str(refused)


def test_a_stranger_to_the_role_can_execute_nothing(
    connection: pyodbc.Connection, database: str, login: Login
) -> None:
    assert _is_kept_out(database, login)


def test_the_rights_survive_another_apply(
    connection: pyodbc.Connection, backend: pyodbc.Connection
) -> None:
    apply(connection)
    assert call(backend, "gcidm.get_access", 1) == []


def test_an_unknown_login_is_refused_by_name(connection: pyodbc.Connection) -> None:
    with pytest.raises(DatabaseError, match=r"--grant-to nobody at all: .*no login of that name"):
        apply(connection, grant_to="nobody at all")


def test_a_superuser_is_refused(
    xporter: Xporter, connection: pyodbc.Connection, database: str
) -> None:
    me = connection.execute(words(database).me).fetchval()
    connection.rollback()
    outcome = xporter("database", "apply", "--grant-to", me)
    assert outcome.code == 1
    assert "superuser" in outcome.err
