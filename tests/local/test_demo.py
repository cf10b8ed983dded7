"""The demo relying party."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from local import demo
from local.demo import Credentials
from tests.local.fake_cluster import FakeCluster


def test_a_demo_relying_party_is_made_once_for_every_school(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[tuple[str, ...]] = []

    def xporter(*arguments: str) -> str:
        asked.append(arguments)
        return "[]" if "list" in arguments else '{"client_id": "i", "client_secret": "s"}'

    monkeypatch.setattr(demo, "DEMO", tmp_path / "demo.env")
    monkeypatch.setattr(demo, "_xporter", xporter)
    for _ in range(2):
        made = demo.ensure_relying_party(FakeCluster(), "http://localhost:8080/base")
    assert made == Credentials("i", "s")
    schools = ("--school", "school1", "--school", "school2")
    assert asked == [
        ("relying-party", "list", "--json"),
        ("relying-party", "create", "Demo", *schools, "--json"),
    ]
    wanted = "BASE_URL=http://localhost:8080/base\nCLIENT_ID=i\nCLIENT_SECRET=s\n"
    assert (tmp_path / "demo.env").read_text() == wanted
    assert stat.S_IMODE((tmp_path / "demo.env").stat().st_mode) == 0o600
