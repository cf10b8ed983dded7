"""The command line as a whole: help, settings, and failures without a trace."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.admin.conftest import Xporter
from tests.servers import words

COMMANDS = [
    (),
    ("database",),
    ("database", "apply"),
    ("database", "status"),
    ("relying-party",),
    ("relying-party", "create"),
    ("relying-party", "list"),
    ("relying-party", "authorise"),
    ("relying-party", "withdraw"),
    ("relying-party", "rotate-secret"),
    ("relying-party", "revoke"),
    ("keys",),
    ("keys", "create"),
    ("keys", "rotate"),
]


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_has_help(xporter: Xporter, command: tuple[str, ...]) -> None:
    outcome = xporter(*command, "--help")
    assert outcome.code == 0
    assert "Usage:" in outcome.out


def test_a_missing_setting_is_named(xporter: Xporter, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("ADMIN_SQL_CONNECTION_STRING")
    outcome = xporter("database", "status")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err == "ADMIN_SQL_CONNECTION_STRING is not set\n"


def test_settings_may_stand_in_local_settings_json(
    xporter: Xporter, database: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("ADMIN_SQL_CONNECTION_STRING")
    values = {"Values": {"ADMIN_SQL_CONNECTION_STRING": database}}
    (tmp_path / "local.settings.json").write_text(json.dumps(values))
    assert xporter("database", "status").code == 0


def test_the_environment_comes_before_local_settings_json(xporter: Xporter, tmp_path: Path) -> None:
    values = {"Values": {"ADMIN_SQL_CONNECTION_STRING": "nonsense"}}
    (tmp_path / "local.settings.json").write_text(json.dumps(values))
    assert xporter("database", "status").code == 0


@pytest.mark.parametrize("text", ["{", "[]", '{"Values": []}', "{}"])
def test_a_broken_local_settings_json_is_named(xporter: Xporter, tmp_path: Path, text: str) -> None:
    (tmp_path / "local.settings.json").write_text(text)
    outcome = xporter("database", "status")
    assert outcome.code == 1
    assert "local.settings.json" in outcome.err


@pytest.mark.parametrize(
    "connection_string",
    [
        "DRIVER=/no/such/driver.so;UID=me;PWD=hush-hush",
        "DSN=nowhere;UID=me;PWD=hush-hush",
        "hush-hush",
    ],
)
def test_a_connection_that_fails_is_one_line_without_the_password(
    xporter: Xporter, monkeypatch: pytest.MonkeyPatch, connection_string: str
) -> None:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", connection_string)
    outcome = xporter("database", "status")
    assert (outcome.code, outcome.out) == (1, "")
    assert outcome.err.startswith("Cannot connect with ADMIN_SQL_CONNECTION_STRING: ")
    assert "hush" not in outcome.err
    assert len(outcome.err.splitlines()) == 1


def test_a_server_that_does_not_answer_is_said_to_be_so(
    xporter: Xporter, server: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    said = words(server)
    parts = [part for part in server.split(";") if not part.startswith(("SERVER=", "PORT="))]
    elsewhere = ";".join([*parts, said.nowhere, f"DATABASE={said.master}"])
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", elsewhere)
    assert "no database server answers there" in xporter("database", "status").err


def test_a_database_without_our_functions_is_sent_to_apply(
    xporter: Xporter, bare_database: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", bare_database)
    outcome = xporter("relying-party", "list")
    assert outcome.code == 1
    assert "xporter database apply" in outcome.err
    assert "Traceback" not in outcome.err


def test_an_unknown_command_is_a_usage_error(xporter: Xporter) -> None:
    assert xporter("nonsense").code == 2


def test_the_program_runs_as_a_process_of_its_own() -> None:
    code = "from admin.cli import main; main()"
    ended = subprocess.run(
        [sys.executable, "-c", code, "--help"], capture_output=True, text=True, check=True
    )
    assert "relying-party" in ended.stdout
