"""An import that is killed at any moment leaves what there was, and the next one works."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pyodbc
import pytest

from admin.importing import ImportOptions, import_set
from admin.importing.procedures import call
from bench.generate_district import generate
from bench.sizes import Size
from tests.importing.killed_import import NOW, Deadly

ROOT = Path(__file__).parents[2]
COMMAND = [sys.executable, "-c", "from admin.cli import main; main()", "import"]
SMALL, LARGER = Size(1, 100, 10), Size(1, 130, 10)


@pytest.fixture(scope="module")
def districts(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, Path]:
    """The same district twice: as it was, and with more of everything."""
    folder = tmp_path_factory.mktemp("districts")
    generate(folder / "before", "D", SMALL)
    generate(folder / "after", "D", LARGER)
    return folder / "before", folder / "after"


def _state(connection: pyodbc.Connection) -> tuple[object, ...]:
    records = connection.execute(
        "select concat(kind, sourcedId, status, doc) from gcidm.records"
    ).fetchall()
    revision = connection.execute("select max(revision) from gcidm.feeds").fetchval()
    connection.commit()
    return frozenset(text for (text,) in records), revision


def _phases(process: subprocess.Popen[str]) -> Iterator[str]:
    assert process.stderr
    yield from process.stderr


def _kill_in_phase(number: int, path: Path, database: str) -> None:
    """Starts an import and kills it when it has told of that many phases."""
    environ = os.environ | {"ADMIN_SQL_CONNECTION_STRING": database}
    process = subprocess.Popen(
        [*COMMAND, str(path), "--feed", "D", "--accept-deletions"],
        cwd=ROOT,
        env=environ,
        stderr=subprocess.PIPE,
        stdout=subprocess.DEVNULL,
        text=True,
    )
    for count, _ in enumerate(_phases(process), 1):
        if count == number:
            process.kill()
            break
    assert process.wait(60) == -9
    assert process.stderr
    process.stderr.close()


def _wait_until_free(connection: pyodbc.Connection) -> None:
    """The server needs a moment to notice that the killed one is gone."""
    for _ in range(300):
        free = call(connection, "gcidm.begin_import", "D")[0][0]
        connection.rollback()
        if free:
            return
        time.sleep(0.1)
    raise AssertionError("the killed import still holds its lock")


def test_an_import_killed_in_any_phase_leaves_what_there_was_and_the_next_one_works(
    districts: tuple[Path, Path], database: str, connection: pyodbc.Connection
) -> None:
    before, after = districts
    import_set(connection, before, "D")
    state = _state(connection)
    pick = random.Random(7)
    # The phases: seven files, checking, comparing, saving five kinds, publishing.
    for number in sorted(pick.sample(range(1, 15), 3)):
        _kill_in_phase(number, after, database)
        _wait_until_free(connection)
        assert _state(connection) == state, number
    options = ImportOptions(accepts_deletions=True)
    report = import_set(connection, after, "D", options=options)
    assert report.revision == 2
    assert import_set(connection, after, "D").revision is None


def _kill_at(statement: int, seconds: float, path: Path, database: str) -> None:
    """An import whose process ends that long after it began that statement, if not before."""
    run = [sys.executable, "-m", "tests.importing.killed_import", str(path), database]
    child = subprocess.run(
        [*run, str(statement), str(seconds)], cwd=ROOT, stdout=subprocess.DEVNULL
    )
    assert child.returncode in (0, -signal.SIGKILL)


def test_an_import_killed_at_random_moments_is_there_whole_or_not_at_all(
    districts: tuple[Path, Path], database: str, connection: pyodbc.Connection
) -> None:
    before, after = districts
    options = ImportOptions(accepts_deletions=True)
    counting: Any = Deadly(database, 0, 0)
    import_set(connection, before, "D", now=NOW)
    import_set(counting, after, "D", now=NOW, options=options)
    whole = _records(connection)
    import_set(connection, before, "D", now=NOW, options=options)
    old = _records(connection)
    chance = random.Random(11)
    moments = [(chance.randint(1, counting.statements), chance.random() / 50) for _ in range(4)]
    for statement, seconds in [*moments, (counting.statements, 0), (counting.statements, 0.002)]:
        _kill_at(statement, seconds, after, database)
        _wait_until_free(connection)
        found = _records(connection)
        assert found in (old, whole), (statement, seconds)
        if found == whole:
            import_set(connection, before, "D", now=NOW, options=options)
            assert _records(connection) == old
    import_set(connection, after, "D", now=NOW, options=options)
    assert _records(connection) == whole


def _records(connection: pyodbc.Connection) -> object:
    """All that readers see, and who may see it, but no revision."""
    rows = connection.execute(
        "select kind || sourcedId || status || audienceId || doc from gcidm.records order by 1"
    ).fetchall()
    connection.commit()
    return [row[0] for row in rows]
