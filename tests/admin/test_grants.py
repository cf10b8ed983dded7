"""What the back-end's login may do in the database: execute its functions, and nothing else."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pyodbc
import pytest

from admin.database import apply
from admin.errors import DatabaseError
from shared.oneroster import CATEGORIES, KINDS, LINE_ITEMS, RESULTS
from tests.admin.conftest import Xporter
from tests.databases import Login

REFUSED = "42501"


@pytest.fixture
def backend(
    connection: pyodbc.Connection, database: str, login: Login
) -> Iterator[pyodbc.Connection]:
    """A connection as a login that was given the back-end's rights."""
    apply(connection, grant_to=login.name)
    with closing(login.connect(database)) as opened:
        assert opened.execute("select current_user").fetchval() == login.name
        yield opened


def _sqlstate(connection: pyodbc.Connection, statement: str) -> str:
    with pytest.raises(pyodbc.Error) as refused:
        connection.execute(statement)
    connection.rollback()
    return str(refused.value.args[0])


def _names(connection: pyodbc.Connection, query: str) -> list[str]:
    return [row[0] for row in connection.execute(query).fetchall()]


def test_no_table_can_be_read_or_written(
    connection: pyodbc.Connection, backend: pyodbc.Connection
) -> None:
    tables = _names(connection, "select tablename from pg_tables where schemaname = 'gcidm'")
    assert len(tables) >= 20
    for table in tables:
        assert _sqlstate(backend, f"select * from gcidm.{table}") == REFUSED
        assert _sqlstate(backend, f"insert into gcidm.{table} default values") == REFUSED
        assert _sqlstate(backend, f"delete from gcidm.{table}") == REFUSED


def test_the_functions_of_tokens_can_be_executed(backend: pyodbc.Connection) -> None:
    assert backend.execute("{CALL gcidm.get_credentials(?)}", "nobody").fetchall() == []
    assert backend.execute("{CALL gcidm.get_access(?)}", 1).fetchall() == []
    assert backend.execute("{CALL gcidm.get_schoolCredentials(?, ?)}", "a", "b").fetchall() == []


def test_the_function_of_exports_can_be_executed(backend: pyodbc.Connection) -> None:
    assert (
        backend.execute("{CALL gcidm.get_metadataNames(?, ?, ?)}", "users", 1, None).fetchall()
        == []
    )


def test_the_functions_of_limits_and_of_usage_can_be_executed(backend: pyodbc.Connection) -> None:
    taken = backend.execute("{CALL gcidm.take_permits(?, ?, ?)}", 1, 100, 1).fetchone()
    assert taken is not None
    assert tuple(taken) == (1, 100, 99, 0)
    begun = backend.execute("{CALL gcidm.begin_export(?, ?, ?)}", 1, 1, 60).fetchone()
    assert begun is not None
    backend.execute("{CALL gcidm.keep_export(?, ?, ?)}", 1, begun.exportid, 0)
    assert backend.execute("{CALL gcidm.get_guessWait(?, ?, ?, ?)}", 1, 2, 3, 1).fetchval() == 0
    backend.execute("{CALL gcidm.save_guess(?, ?, ?, ?)}", 1, 2, 3, True)
    backend.execute("{CALL gcidm.save_reads(?)}", "[]")
    assert backend.execute("{CALL gcidm.get_interfaceVersion()}").fetchval() >= 1


def test_the_functions_of_signatures_can_be_executed(backend: pyodbc.Connection) -> None:
    assert backend.execute("{CALL gcidm.get_consumer(?)}", "nobody").fetchall() == []
    assert backend.execute("{CALL gcidm.save_nonce(?, ?, ?)}", "nobody", 1, "n").fetchval() == 1


def test_exactly_the_back_ends_functions_can_be_executed(backend: pyodbc.Connection) -> None:
    may = _names(
        backend,
        "select proname from pg_proc where pronamespace = 'gcidm'::regnamespace"
        " and has_function_privilege(oid, 'execute')",
    )
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
    assert {f"gcidm.{name}" for name in may} == {name.lower() for name in expected}


@pytest.mark.parametrize(
    "statement",
    [
        "select gcidm.create_relyingParty('x', 'x', 'x', '[]')",
        "select gcidm.authorise_relyingParty(1, '[]')",
        "select gcidm.refresh_access(null, null)",
        "select gcidm.save_relyingPartyScopes(1, 'roster.readonly')",
        "select gcidm.save_relyingPartyConsumer(1, 'x', 'x')",
        "select gcidm.save_relyingPartySchoolSecret(1, 'x', 'x')",
        "select gcidm.save_schemaVersion('x')",
        "select gcidm.grant_app('x')",
        "select gcidm.save_relyingPartyLimits(1, null, null)",
        "select * from gcidm.get_usage(now())",
        "select * from gcidm.get_recordReads('x', now())",
        "select gcidm.sweep_reads(1, 1)",
        "select * from gcidm.get_relyingParties()",
        "create table gcidm.mine ()",
        "create function gcidm.mine() returns int language sql as 'select 1'",
    ],
)
def test_the_operators_functions_and_new_objects_are_refused(
    backend: pyodbc.Connection, statement: str
) -> None:
    assert _sqlstate(backend, statement) == REFUSED


def test_a_function_that_comes_later_is_not_for_everybody(
    connection: pyodbc.Connection, backend: pyodbc.Connection
) -> None:
    connection.execute("create function gcidm.later() returns int language sql as 'select 1'")
    connection.commit()
    assert _sqlstate(backend, "select gcidm.later()") == REFUSED
    apply(connection)


def test_a_temporary_table_cannot_take_the_place_of_a_real_one(
    connection: pyodbc.Connection, backend: pyodbc.Connection
) -> None:
    backend.execute(
        "create temporary table relyingParties (relyingPartyId int, accessRevision bigint,"
        " revokedAt timestamptz, clientId text);"
        "insert into relyingParties values (1, 99, null, 'mine')"
    )
    backend.execute(
        "create temporary table relyingPartySecrets (relyingPartyId int, secretHash text,"
        " expiresAt timestamptz);"
        "insert into relyingPartySecrets values (1, 'hash', null)"
    )
    backend.execute("set search_path = pg_temp, gcidm, pg_catalog")
    assert backend.execute("{CALL gcidm.get_access(?)}", 1).fetchall() == []
    assert backend.execute("{CALL gcidm.get_credentials(?)}", "mine").fetchall() == []


def test_every_function_with_the_owners_rights_fixes_its_search_path(
    connection: pyodbc.Connection,
) -> None:
    loose = _names(
        connection,
        "select proname from pg_proc where pronamespace = 'gcidm'::regnamespace and prosecdef"
        " and not coalesce('search_path=gcidm, pg_temp' = any(proconfig), false)",
    )
    assert loose == []


def test_a_stranger_to_the_role_can_execute_nothing(
    connection: pyodbc.Connection, database: str, login: Login
) -> None:
    with closing(login.connect(database)) as stranger:
        assert _sqlstate(stranger, "select * from gcidm.get_access(1)") == REFUSED


def test_the_rights_survive_another_apply(
    connection: pyodbc.Connection, backend: pyodbc.Connection
) -> None:
    apply(connection)
    assert backend.execute("{CALL gcidm.get_access(?)}", 1).fetchall() == []


def test_an_unknown_login_is_refused_by_name(connection: pyodbc.Connection) -> None:
    with pytest.raises(DatabaseError, match=r"--grant-to nobody at all: .* no login of that name"):
        apply(connection, grant_to="nobody at all")


def test_a_superuser_is_refused(xporter: Xporter, connection: pyodbc.Connection) -> None:
    me = connection.execute("select current_user").fetchval()
    connection.rollback()
    outcome = xporter("database", "apply", "--grant-to", me)
    assert outcome.code == 1
    assert "superuser" in outcome.err
