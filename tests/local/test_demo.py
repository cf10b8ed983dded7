"""The demo relying party."""

from __future__ import annotations

import json
import stat
from pathlib import Path

import pytest

from local import demo
from local.demo_env import Credentials
from local.tiers import Ports
from tests.local.fake_cluster import FakeCluster

MADE = Credentials("i", "s", "k", "o", "Demo", "9990001", "p")
ANSWERS = {
    "list": [],
    "create": {"client_id": "i", "client_secret": "s"},
    "rotate-secret": {"client_id": "i", "client_secret": "s"},
    "oauth1": {"oauth1_key": "k", "oauth1_secret": "o"},
    "authorise": {"rp": "Demo", "estab": "9990001", "shared_secret": "p"},
}
FILE = """\
BASE_URL=http://localhost:8099/api/ims/oneroster/v1p1
ONEROSTER_URL=http://localhost:8099/ims/oneroster/v1p1
SCHOOL_URL=http://localhost:8099/api/ims/oneroster/v1p1/school
CLIENT_ID=i
CLIENT_SECRET=s
OAUTH1_KEY=k
OAUTH1_SECRET=o
SCHOOL_RP=Demo
SCHOOL_ESTAB=9990001
SCHOOL_SECRET=p
"""


class OneSchool(FakeCluster):
    """Answers every question with a school."""

    def sql(self, text: str, database: str = "postgres", **variables: str) -> str:
        return "9990001" if "identifier" in text else "school1\nschool2"


@pytest.fixture
def asked(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, ...]]:
    """The commands that were run, of an `xporter` that answers as the real one."""
    commands: list[tuple[str, ...]] = []

    def xporter(*arguments: str) -> str:
        commands.append(arguments)
        return json.dumps(ANSWERS.get(arguments[1]))

    monkeypatch.setattr(demo, "DEMO", tmp_path / "demo.env")
    monkeypatch.setattr(demo, "_xporter", xporter)
    return commands


def test_a_demo_relying_party_is_made_once_with_credentials_of_every_kind(
    asked: list[tuple[str, ...]], tmp_path: Path
) -> None:
    for _ in range(2):
        assert demo.ensure_relying_party(OneSchool(), Ports(web=8099)) == MADE
    schools = ("--school", "school1", "--school", "school2")
    assert asked == [
        ("relying-party", "list", "--json"),
        ("relying-party", "create", "Demo", *schools, "--scope", "all", "--json"),
        ("relying-party", "oauth1", "Demo", "--json"),
        ("relying-party", "authorise", "Demo", "9990001", "--json"),
    ]
    assert (tmp_path / "demo.env").read_text() == FILE
    assert stat.S_IMODE((tmp_path / "demo.env").stat().st_mode) == 0o600


def test_a_demo_relying_party_of_an_earlier_version_gets_what_it_lacks(
    asked: list[tuple[str, ...]], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ANSWERS, "list", [{"name": "Demo"}])
    (tmp_path / "demo.env").write_text("BASE_URL=x\nCLIENT_ID=i\nCLIENT_SECRET=s\n")
    assert demo.ensure_relying_party(OneSchool(), Ports(web=8099)) == MADE
    assert asked[1:3] == [
        ("relying-party", "grant", "Demo", "--scope", "all"),
        ("relying-party", "rotate-secret", "Demo", "--keep-old", "0", "--json"),
    ]
    assert (tmp_path / "demo.env").read_text() == FILE
