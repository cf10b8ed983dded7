"""After all tests: nothing that the tiers have logged in any of them tells a secret or a person.

Every log below the run's temporary folder is read: whatever the tests did, hostile and failing
requests included. A line must be JSON with the fields that operators search by, or one of the
Functions host's list of functions.
"""

from __future__ import annotations

import csv
import json
import re
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest

from local.places import SAMPLE

LOGS = ("*.log", "log")
RUNTIMES = {"runtime0", "real-app0"}  # where Microsoft's runtime writes lines of its own
FIELDS = {"time", "level", "logger", "event", "requestId"}
# What no line may hold: tokens, credentials, signatures, keys, queries.
TELLTALES = re.compile(
    r"eyJ[\w-]{8,}\.|Bearer [\w-]|Basic [\w+/]{8,}|oauth_signature|PWD=|BEGIN [A-Z ]*PRIVATE"
    r"|\"d\": ?\"|client_secret|access_token=|filter=|[?&]limit="
)
_LISTING = re.compile(r"Functions:$|  \w+: \[[A-Z,]+\] http://")
_WORD = re.compile(r"[\w.@'+-]+")
_PERSONAL = ("sourcedId", "username", "familyName", "email", "identifier")
_found = pytest.StashKey[list[str]]()

# Secrets that the tests made, wherever they did.
SECRETS: set[str] = set()


def pytest_sessionfinish(session: pytest.Session) -> None:
    found = list(_all_problems(_temporary(session.config)))
    session.config.stash[_found] = found
    if found and session.exitstatus == pytest.ExitCode.OK:
        session.exitstatus = pytest.ExitCode.TESTS_FAILED


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    for problem in terminalreporter.config.stash.get(_found, [])[:20]:
        terminalreporter.write_line(f"LOGS: {problem}", red=True)


def problems(
    text: str, people: Iterable[str], secrets: Iterable[str], *, ours: bool = True
) -> Iterator[str]:
    """What is wrong with a log, without repeating what must not be in it; `ours`: this project says
    which form its lines have."""
    told = {*people, *secrets}
    for number, line in enumerate(text.splitlines(), start=1):
        if ours and not _LISTING.match(line) and not _is_record(line):
            yield f"line {number} is no record"
        if TELLTALES.search(line):
            yield f"line {number} looks like a credential or a query"
        if not told.isdisjoint(_WORD.findall(line)):
            yield f"line {number} tells a secret or a person"


def people() -> set[str]:
    """What the sample says of persons."""
    with (SAMPLE / "users.csv").open(encoding="utf-8", newline="") as rows:
        return {row[name] for row in csv.DictReader(rows) for name in _PERSONAL if row[name]}


def _all_problems(folder: Path) -> Iterator[str]:
    everybody = people()
    for log in sorted({path for name in LOGS for path in folder.rglob(name) if path.is_file()}):
        text = log.read_text(errors="replace")
        for problem in problems(text, everybody, SECRETS, ours=RUNTIMES.isdisjoint(log.parts)):
            yield f"{log}: {problem}"


def _is_record(line: str) -> bool:
    try:
        said = json.loads(line)
    except ValueError:
        return False
    return isinstance(said, dict) and said.keys() >= FIELDS


def _temporary(config: pytest.Config) -> Path:
    factory: pytest.TempPathFactory = config._tmp_path_factory  # type: ignore[attr-defined]
    return factory.getbasetemp()
