"""Schools to authorise, and the command line run as an operator would."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pyodbc
import pytest

from admin.cli import main


@dataclass(frozen=True)
class Outcome:
    """What a command line left: exit code, stdout, stderr."""

    code: int
    out: str
    err: str


Xporter = Callable[..., Outcome]

_SCHOOLS = [
    ("fields", "north", "Northfield High", "3281110", "school"),
    ("fields", "south", "Southfield High", "3281111", "school"),
    ("fields", "trust", "Field Trust", "3280000", "district"),
    ("hills", "hill", "Hill Primary", "9990001", "school"),
    ("hills", "dale", "Dale Primary", "3281110", "school"),
]


@pytest.fixture
def schools(connection: pyodbc.Connection) -> None:
    """Two feeds, four schools; north and dale have one identifier."""
    for name in dict.fromkeys(feed for feed, *_ in _SCHOOLS):
        connection.execute("insert into gcidm.feeds (name, revision) values (?, 10)", name)
    for feed, sourced_id, name, identifier, type_ in _SCHOOLS:
        connection.execute(
            "insert into gcidm.orgs (feedId, sourcedId, name, identifier, type, audienceId, status,"
            " dateLastModified, digest, doc) select feedId, ?, ?, ?, ?, 0, 'active',"
            " current_timestamp, '', '' from gcidm.feeds where name = ?",
            *(sourced_id, name, identifier, type_, feed),
        )
    connection.commit()


@pytest.fixture
def xporter(
    database: str,
    key_file: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> Xporter:
    """Runs `xporter` with arguments, set up by the environment, in an empty folder."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    monkeypatch.setenv("XPORTER_TOKEN_KEYS", str(key_file))
    monkeypatch.setenv("COLUMNS", "160")

    def run(*arguments: str) -> Outcome:
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        captured = capsys.readouterr()
        return Outcome(int(ended.value.code or 0), captured.out, captured.err)

    return run
