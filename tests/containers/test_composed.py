"""`docker compose up`, step by step without Docker: it gives what `make run` gives."""

from __future__ import annotations

import json
import re
import stat
import subprocess

import pytest
import requests

from local.tiers import BASE_PATH
from tests.containers.conftest import FUNCTIONS, WEB, XPORTER, Composed
from tests.containers.dockerfile import Stage
from tests.stack import Client


@pytest.fixture
def client(composed: Composed) -> Client:
    """Whoever pastes the lines that were printed."""
    found = re.search(r"curl -s -X POST -u '(\w+):([\w-]+)' (\S+)/token", composed.said)
    assert found, composed.said
    client_id, secret, base = found.groups()
    return Client(composed.place.here(base), client_id, secret)


def test_the_printed_credentials_read_the_sample_school(client: Client) -> None:
    assert len(client.records("/users?limit=2")) == 2
    assert len(client.records("/orgs")) > 3


def test_the_back_end_asks_for_a_token(composed: Composed) -> None:
    url = f"http://127.0.0.1:{composed.place.ports.functions}/api/v1p1/orgs"
    assert requests.get(url, timeout=30).status_code == 401


@pytest.mark.parametrize("name", ["owner/password", "app/connection-string", "app/token-keys.json"])
def test_secrets_are_for_their_owner_only(composed: Composed, name: str) -> None:
    path = composed.place.folder / name
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert path.read_text()


def test_a_second_start_keeps_secrets_and_credentials(
    composed: Composed, compose: dict[str, dict[str, dict[str, object]]], client: Client
) -> None:
    apps = composed.place.folder / "app"
    before = {path.name: path.read_text() for path in apps.iterdir()}
    services = compose["services"]
    composed.place.run(XPORTER, services["secrets"])
    again = composed.place.run(XPORTER, services["prepare"])
    assert {path.name: path.read_text() for path in apps.iterdir()} == before
    assert client.client_id in again
    assert "Importing" in composed.said
    assert "Importing" not in again


@pytest.mark.parametrize("stage", [FUNCTIONS, WEB], ids=["functions", "web"])
def test_the_health_check_says_whether_the_tier_answers(composed: Composed, stage: Stage) -> None:
    command = [composed.place.here(word) for word in stage.health_check]
    environ = composed.place.environ(stage, {})
    assert subprocess.run(command, env=environ, capture_output=True, check=False).returncode == 0
    nobody = [re.sub(r"127.0.0.1:\d+", "127.0.0.1:9", word) for word in command]
    assert subprocess.run(nobody, env=environ, capture_output=True, check=False).returncode == 1


def test_the_command_line_is_the_images_entry_point(composed: Composed) -> None:
    service = {"entrypoint": ["python", "-m", "admin"], "command": ["--help"]}
    assert json.loads(XPORTER.last("ENTRYPOINT")) == service["entrypoint"]
    said = composed.place.run(XPORTER, service)
    assert "Usage: xporter" in said


def test_the_web_tier_tells_its_version_at_the_address_that_is_published(
    composed: Composed,
) -> None:
    url = f"http://127.0.0.1:{composed.place.ports.web}{BASE_PATH}/version"
    assert requests.get(url, timeout=30).status_code == 200
