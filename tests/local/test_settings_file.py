"""local.settings.json: written once, never against what somebody has typed."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from local import settings_file
from tests.local.fake_cluster import FakeCluster


@pytest.fixture
def settings(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    path = tmp_path / "local.settings.json"
    monkeypatch.setattr(settings_file, "SETTINGS", path)
    return path


def values(settings: Path) -> dict[str, str]:
    return dict(json.loads(settings.read_text())["Values"])


def test_settings_are_written_for_their_owner_only(settings: Path) -> None:
    settings_file.ensure(FakeCluster())
    assert stat.S_IMODE(settings.stat().st_mode) == 0o600
    assert "UID=xporter_app;" in values(settings)["SQL_CONNECTION_STRING"]
    assert "UID=xporter_owner;" in values(settings)["ADMIN_SQL_CONNECTION_STRING"]
    assert values(settings)["PYTHON_THREADPOOL_THREAD_COUNT"] == "32"


def test_what_somebody_has_typed_stays_and_old_passwords_go(settings: Path) -> None:
    typed = {
        "SQL_CONNECTION_STRING": "SERVER=/old;DATABASE=xporter;UID=xporter_app;PWD=old",
        "ADMIN_SQL_CONNECTION_STRING": "SERVER=db.example;UID=xporter_owner;PWD=mine",
        "PYTHON_THREADPOOL_THREAD_COUNT": "4",
        "MORE": "x",
    }
    settings.write_text(json.dumps({"IsEncrypted": False, "Values": typed}))
    settings_file.ensure(FakeCluster())
    found = values(settings)
    assert found["SQL_CONNECTION_STRING"].endswith("PWD=new")
    assert found["ADMIN_SQL_CONNECTION_STRING"] == typed["ADMIN_SQL_CONNECTION_STRING"]
    assert (found["PYTHON_THREADPOOL_THREAD_COUNT"], found["MORE"]) == ("4", "x")
