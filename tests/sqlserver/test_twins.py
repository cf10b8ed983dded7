"""The two dialects say the same: the same objects, arguments, columns, for every record kind."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from admin.sql_files import SQL
from shared.oneroster import KINDS

POSTGRES, SQL_SERVER = SQL / "postgres", SQL / "sqlserver"
INTERFACE = Path(__file__).parents[1] / "admin" / "interface.txt"

# What PostgreSQL alone has: SQL text that its functions put together and execute. On SQL Server
# procedures may not (that would take the right to the tables), so it is written out for each kind
# by `python -m local.tsql`.
PUT_TOGETHER = {
    "column_of",
    "comparison",
    "comparison_since",
    "conditions",
    "count_records",
    "hidden_references",
    "key_of",
    "key_type",
    "list_comparison",
    "read_page",
    "read_plain_page",
    "read_record",
    "read_sorted_page",
    "seen",
    "within",
    # A primary key refuses what it finds out.
    "expect_saved",
}
_ROUTINE = re.compile(
    r"create or (?:replace|alter) (?P<sort>function|procedure) gcidm\.(?P<name>\w+)"
    r"(?P<arguments>.*?)\b(?P<rest>returns\b|as\b)(?P<after>.*)",
    re.IGNORECASE | re.DOTALL,
)
_TABLE = re.compile(r"\s*table\s*\((?P<columns>[^)]*)\)", re.IGNORECASE)


@dataclass(frozen=True)
class Routine:
    """`arguments` are names and whether each may be left out."""

    name: str
    arguments: tuple[tuple[str, bool], ...]
    columns: tuple[str, ...]
    text: str


def without_comments(path: Path) -> str:
    return re.sub(r"--.*", "", path.read_text("utf-8"))


def routine(path: Path) -> Routine:
    """What a file of either dialect makes."""
    text = without_comments(path)
    found = _ROUTINE.search(text)
    assert found, path
    table = _TABLE.match(found["after"])
    columns = [one.split()[0] for one in table["columns"].split(",")] if table else []
    return Routine(found["name"], _arguments(found["arguments"]), tuple(columns), text)


def _arguments(text: str) -> tuple[tuple[str, bool], ...]:
    plain = re.sub(r"\(\s*\w+\s*\)", "", text.replace("\n", " "))  # nvarchar(max)
    listed = [one.strip() for one in plain.strip().removeprefix("(").removesuffix(")").split(",")]
    named = [one for one in listed if one]
    return tuple((_name(one), bool(re.search(r"=|\bdefault\b", one))) for one in named)


def _name(argument: str) -> str:
    return argument.split()[0].removeprefix("p_").removeprefix("@")


def called() -> set[str]:
    """The procedures that Python names."""
    texts = (
        path.read_text("utf-8")
        for folder in ("admin", "functions", "shared")
        for path in (SQL.parent / folder).rglob("*.py")
    )
    verbs = "|".join(("get", "count", "save", "put", "delete"))
    per_kind = {
        f"{verb}_{kind.plural}"
        for kind in KINDS
        for verb in verbs.split("|")
        if (POSTGRES / "functions" / f"{verb}_{kind.plural}.sql").exists()
    }
    return per_kind | {name for text in texts for name in re.findall(r"gcidm\.(\w+_\w+)", text)}


CALLED = sorted(name for name in called() if (POSTGRES / "functions" / f"{name}.sql").exists())


def files(dialect: Path, folder: str) -> set[str]:
    return {path.stem for path in (dialect / folder).glob("*.sql")}


@pytest.mark.parametrize("folder", ["before", "schema", "tables", "grants"])
def test_both_have_the_same_objects(folder: str) -> None:
    assert files(POSTGRES, folder) == files(SQL_SERVER, folder)


def test_both_have_the_same_functions_but_for_those_that_put_sql_together() -> None:
    missing = files(POSTGRES, "functions") - files(SQL_SERVER, "functions")
    assert missing == PUT_TOGETHER


def test_whatever_is_called_is_there_on_both() -> None:
    assert len(CALLED) >= 90
    assert set(CALLED) <= files(SQL_SERVER, "functions")


@pytest.mark.parametrize("kind", [kind.plural for kind in KINDS])
def test_every_record_kind_has_its_table_and_procedures(kind: str) -> None:
    for dialect in (POSTGRES, SQL_SERVER):
        assert kind in files(dialect, "tables")
        assert {f"{verb}_{kind}" for verb in ("get", "count", "save")} <= files(
            dialect, "functions"
        )


@pytest.mark.parametrize("name", CALLED)
def test_a_procedure_takes_the_same_arguments_in_the_same_order(name: str) -> None:
    ours, theirs = (
        routine(dialect / "functions" / f"{name}.sql") for dialect in (POSTGRES, SQL_SERVER)
    )
    assert theirs.name == ours.name == name
    assert theirs.arguments == ours.arguments


@pytest.mark.parametrize("name", CALLED)
def test_a_procedure_gives_the_same_columns(name: str) -> None:
    """In lower case, as PostgreSQL spells them: rows are read by these names."""
    ours = routine(POSTGRES / "functions" / f"{name}.sql")
    theirs = routine(SQL_SERVER / "functions" / f"{name}.sql")
    for column in ours.columns:
        assert re.search(rf"\b{column.lower()}\b", theirs.text + _executed(theirs)), column


def _executed(one: Routine) -> str:
    """The texts of what it executes, whose rows are its own."""
    names = re.findall(r"exec gcidm\.(\w+)", one.text)
    return "".join((SQL_SERVER / "functions" / f"{name}.sql").read_text() for name in names)


@pytest.mark.parametrize("name", CALLED)
def test_a_procedure_counts_no_rows_aloud_and_ends_what_fails(name: str) -> None:
    assert "set nocount, xact_abort on" in routine(SQL_SERVER / "functions" / f"{name}.sql").text


PLANNED = sorted(
    path.stem
    for path in (POSTGRES / "functions").glob("*.sql")
    if "force_custom_plan" in without_comments(path)
)


@pytest.mark.parametrize("name", PLANNED)
def test_what_is_planned_for_its_arguments_is_so_on_both(name: str) -> None:
    """An import calls it for a handful of records, then for a million; or its plan is written."""
    theirs = routine(SQL_SERVER / "functions" / f"{name}.sql")
    is_inlined = "returns table as return" in theirs.text
    assert is_inlined or re.search(r"option \(recompile\)|inner loop join", theirs.text)


def test_the_back_end_may_execute_the_same() -> None:
    """What tests/admin/interface.txt records of PostgreSQL."""
    recorded = re.findall(r"^gcidm\.(\w+)\(", INTERFACE.read_text("utf-8"), re.MULTILINE)
    granted = without_comments(SQL_SERVER / "grants" / "gcidm_app.sql")
    names = re.findall(r"grant execute on gcidm\.(\w+) to gcidm_app", granted)
    assert sorted(name.lower() for name in names) == sorted(recorded)


def test_nothing_is_used_that_the_engines_do_differently() -> None:
    forbidden = re.compile(r"\b(merge\s+(into\s+)?gcidm|for\s+json|execute\s+as|readonly)\b", re.I)
    texts = {path: without_comments(path) for path in SQL_SERVER.rglob("*.sql")}
    without_words = {path: re.sub(r"N?'[^']*'", "", text) for path, text in texts.items()}
    assert [path.name for path, text in without_words.items() if forbidden.search(text)] == []


_TABLE_COLUMN = re.compile(r"^\s{4}(\w+)\s+(?!key\b|by\b)\w", re.MULTILINE)


def table_columns(path: Path) -> list[str]:
    body = without_comments(path)
    listed = [name.lower() for name in _TABLE_COLUMN.findall(body)]
    added = [name.lower() for name in re.findall(r"add column if not exists\s+(\w+)", body)]
    return [name for name in listed + added if name not in ("primary", "constraint", "unique")]


@pytest.mark.parametrize("kind", [kind.plural for kind in KINDS])
def test_a_record_kind_has_the_same_columns(kind: str) -> None:
    """SQL Server's has more: what is searched, in lower case."""
    ours, theirs = (
        set(table_columns(dialect / "tables" / f"{kind}.sql")) for dialect in (POSTGRES, SQL_SERVER)
    )
    assert ours <= theirs | {"primary"}
    assert all(name.endswith("key") for name in theirs - ours)
