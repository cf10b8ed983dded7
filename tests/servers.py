"""What the tests say to a server beside Xporter's procedures, in the words of each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta

import pyodbc

from functions.dialects import dialect_at, dialect_of
from functions.postgres import POSTGRES
from functions.sqlserver import SQL_SERVER


@dataclass(frozen=True)
class Words:
    """Statements and parts of statements; those that a test fills in have names in braces."""

    master: str  # a database that is always there
    version: str  # what the server is
    nowhere: str  # a part of a connection string: where no server is
    create_login: str
    drop_login: str
    drop_database: str
    busy: str  # the sessions of a database, where they are in the way
    sessions: str  # those of a login
    end: str  # ends one
    waiting: str  # how many sessions of this database wait for another
    empty: str  # deletes all rows
    open_up: str  # for an engine on which a procedure may not do what its caller may not
    clock: tuple[str, ...]  # puts a table's in the place of gcidm.clock
    place: str  # tells that a row was written
    executable: str  # the routines that one may execute
    add_column: str  # gives gcidm.orgs a column and an index
    another_directory: str  # a gcidm.get_schoolDirectory that returns 42
    later: str  # makes a routine gcidm.later
    disguises: tuple[str, ...]  # temporary tables that look like those of tokens
    gullible: (
        str  # the routines that might read such tables, or have others' rights than an owner's
    )
    me: str  # one's login
    earlier: str  # an instant before a column's
    changed_after: str  # asks that function, of a JSON array of feeds


_POSTGRES = Words(
    master="postgres",
    version="select version()",
    nowhere="SERVER=127.0.0.1;PORT=1",
    create_login="create role {name} login password '{password}'",
    drop_login="drop role {name}",
    drop_database="drop database {name} with (force)",
    busy="",
    sessions="select pid from pg_stat_activity where usename = '{name}'",
    end="select pg_terminate_backend({session})",
    waiting="select count(*) from pg_stat_activity"
    " where datname = current_database() and wait_event_type = 'Lock'",
    empty="""
do $$
declare
    v_table regclass;
begin
    for v_table in select c.oid from pg_class c
                   where c.relnamespace = 'gcidm'::regnamespace and c.relkind = 'r'
                     and c.relname <> 'schemaversion' loop
        execute 'delete from ' || v_table;
    end loop;
end
$$
""",
    open_up="",
    clock=(
        "create table clock (now timestamptz not null)",
        "insert into clock values ('2026-09-01T06:00:00Z')",
        "create or replace function gcidm.clock() returns timestamptz language sql volatile "
        "security definer set search_path = gcidm, pg_temp as 'select now from public.clock'",
    ),
    place="cast(ctid as text)",
    executable="select proname from pg_proc where pronamespace = 'gcidm'::regnamespace"
    " and has_function_privilege(oid, 'execute')",
    add_column="alter table gcidm.orgs add column if not exists colour text default 'blue';\n"
    "create index if not exists orgs_colour on gcidm.orgs (colour);\n",
    another_directory="create or replace function gcidm.get_schoolDirectory() returns integer\n"
    "language sql as $$ select 42 $$;\n",
    later="create function gcidm.later() returns int language sql as 'select 1'",
    disguises=(
        "create temporary table relyingParties (relyingPartyId int, accessRevision bigint,"
        " revokedAt timestamptz, clientId text);"
        "insert into relyingParties values (1, 99, null, 'mine')",
        "create temporary table relyingPartySecrets (relyingPartyId int, secretHash text,"
        " expiresAt timestamptz);"
        "insert into relyingPartySecrets values (1, 'hash', null)",
        "set search_path = pg_temp, gcidm, pg_catalog",
    ),
    gullible="select proname from pg_proc where pronamespace = 'gcidm'::regnamespace and prosecdef"
    " and not coalesce('search_path=gcidm, pg_temp' = any(proconfig), false)",
    me="select current_user",
    earlier="{column} - interval '{seconds} seconds'",
    changed_after="select state, since from gcidm.changed_after(array("
    "select cast(f as integer) from jsonb_array_elements_text(cast(? as jsonb)) f), ?)",
)
_SQL_SERVER = Words(
    master="master",
    version="select @@version",
    nowhere="SERVER=tcp:127.0.0.1,1",
    create_login="create login {name} with password = '{password}'",
    drop_login="drop login {name}",
    drop_database="drop database {name}",
    busy="select session_id from sys.dm_exec_sessions where database_id = db_id('{name}')",
    sessions="select session_id from sys.dm_exec_sessions where login_name = '{name}'",
    end="kill {session}",
    waiting="select count(*) from sys.sysprocesses where dbid = db_id() and blocked <> 0",
    empty="""
declare @delete nvarchar(max) = (
    select string_agg(cast(N'delete from gcidm.' + quotename(t.name) as nvarchar(max)), N'; ')
    from sys.tables t
    where t.schema_id = schema_id(N'gcidm') and lower(t.name) <> N'schemaversion');
exec (@delete);
""",
    open_up="""
if cast(serverproperty('Babelfish') as int) = 1
    grant select, insert, update, delete, execute on schema::gcidm to gcidm_app;
""",
    clock=(
        "create table dbo.clock (now datetime2(3) not null)",
        "insert into dbo.clock values ('2026-09-01T06:00:00')",
        "drop function gcidm.clock",
        "create function gcidm.clock() returns datetime2(3) as "
        "begin return (select now from dbo.clock); end",
    ),
    place="cast(dateLastModified as nvarchar(30))",
    executable="select name from sys.procedures where schema_id = schema_id('gcidm')"
    " and has_perms_by_name('gcidm.' + name, 'OBJECT', 'EXECUTE') = 1",
    add_column="if col_length('gcidm.orgs', 'colour') is null\n"
    "    alter table gcidm.orgs add colour nvarchar(20) not null default 'blue';\n"
    "go\n"
    "if not exists (select 1 from sys.indexes where object_id = object_id('gcidm.orgs')"
    " and name like 'orgs_colour%')\n"
    "    create index orgs_colour on gcidm.orgs (colour);\n",
    another_directory="create or alter procedure gcidm.get_schoolDirectory as\n"
    "select 42 as answer;\n",
    later="create procedure gcidm.later as select 1 as one",
    disguises=(
        "create table #relyingParties (relyingPartyId int, accessRevision bigint,"
        " revokedAt datetime2(3), clientId nvarchar(255))",
        "insert into #relyingParties values (1, 99, null, 'mine')",
        "create table #relyingPartySecrets (relyingPartyId int, secretHash nvarchar(255),"
        " expiresAt datetime2(3))",
        "insert into #relyingPartySecrets values (1, 'hash', null)",
    ),
    gullible="select o.name from sys.sql_modules m join sys.objects o on o.object_id = m.object_id"
    " where o.schema_id = schema_id('gcidm') and m.execute_as_principal_id is not null",
    me="select suser_name()",
    earlier="dateadd(second, -{seconds}, {column})",
    changed_after="select state, since from gcidm.changed_after(?, ?)",
)
WORDS = {POSTGRES.folder: _POSTGRES, SQL_SERVER.folder: _SQL_SERVER}


def words(connection_string: str) -> Words:
    """Those of the server at a connection string."""
    return WORDS[dialect_of(connection_string).folder]


def earlier(connection: pyodbc.Connection, column: str, **age: float) -> str:
    """SQL for the instant that long before a column's: `earlier(here, "changedAt", hours=1)`."""
    said = WORDS[dialect_at(connection).folder].earlier
    return said.format(column=column, seconds=int(timedelta(**age).total_seconds()))
