"""`xporter relying-party` as an operator types it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pyodbc
import pytest

from tests.admin.conftest import Xporter


def _listed(xporter: Xporter) -> Any:
    return json.loads(xporter("relying-party", "list", "--json").out)


def test_create_shows_the_credentials_once(xporter: Xporter, schools: None) -> None:
    outcome = xporter("relying-party", "create", "Acme", "--school", "north")
    assert outcome.code == 0
    secret = next(line for line in outcome.out.splitlines() if "client_secret" in line).split()[1]
    assert len(secret) == 43
    assert secret not in xporter("relying-party", "list").out


def test_create_for_scripts_prints_json_and_nothing_else(xporter: Xporter, schools: None) -> None:
    made = json.loads(xporter("relying-party", "create", "Acme", "--json").out)
    assert set(made) == {"client_id", "client_secret"}
    assert _listed(xporter)[0]["client_id"] == made["client_id"]


@pytest.mark.parametrize(
    ("options", "expected"),
    [
        (["--school", "north"], ["north"]),
        (["--school", "3281111"], ["south"]),
        (["--school", "north", "--school", "north"], ["north"]),
        (["--all-schools-of", "hills"], ["dale", "hill"]),
        (["--school", "north", "--all-schools-of", "hills"], ["dale", "hill", "north"]),
        ([], []),
    ],
)
def test_schools_are_named_by_id_identifier_or_feed(
    xporter: Xporter, schools: None, options: list[str], expected: list[str]
) -> None:
    assert xporter("relying-party", "create", "Acme", *options).code == 0
    assert _listed(xporter)[0]["schools"] == expected


@pytest.mark.parametrize(
    ("options", "message"),
    [
        (["--school", "nroth"], "There is no school 'nroth'. Did you mean north (Northfield High"),
        (["--school", "northfield high"], "Did you mean north (Northfield High"),
        (["--school", "trust"], "There is no school 'trust'."),
        (["--school", "zzzzzz"], "none like it"),
        (["--school", "3281110"], "Several schools have the identifier '3281110'"),
        (
            ["--all-schools-of", "x"],
            "There is no feed 'x' with schools; feeds with schools: fields,",
        ),
    ],
)
def test_a_wrong_school_is_one_line_on_stderr_and_makes_nothing(
    xporter: Xporter, schools: None, options: list[str], message: str
) -> None:
    outcome = xporter("relying-party", "create", "Acme", *options)
    assert (outcome.code, outcome.out) == (1, "")
    assert message in outcome.err
    assert len(outcome.err.splitlines()) == 1
    assert _listed(xporter) == []


def test_without_any_schools_the_import_is_pointed_at(xporter: Xporter) -> None:
    outcome = xporter("relying-party", "create", "Acme", "--school", "north")
    assert "`xporter import`" in outcome.err


def test_authorise_and_withdraw(xporter: Xporter, schools: None) -> None:
    xporter("relying-party", "create", "Acme")
    xporter("relying-party", "authorise", "Acme", "--all-schools-of", "fields")
    assert _listed(xporter)[0]["schools"] == ["north", "south"]
    xporter("relying-party", "withdraw", "Acme", "--school", "north")
    assert _listed(xporter)[0]["schools"] == ["south"]


def test_authorise_needs_a_school(xporter: Xporter, schools: None) -> None:
    xporter("relying-party", "create", "Acme")
    outcome = xporter("relying-party", "authorise", "Acme")
    assert outcome.code == 2
    assert "--school" in outcome.err


def test_the_list_shows_schools_secrets_and_revocations(xporter: Xporter, schools: None) -> None:
    xporter("relying-party", "create", "Acme [x]", "--school", "north")
    xporter("relying-party", "rotate-secret", "Acme [x]", "--keep-old", "24h")
    xporter("relying-party", "create", "Bolt")
    xporter("relying-party", "revoke", "Bolt")
    shown = xporter("relying-party", "list").out
    assert "Acme [x]" in shown
    assert "north Northfield High" in shown
    assert "0 d old, ends" in shown
    acme, bolt = _listed(xporter)
    assert acme["client_id"] in shown
    assert [bool(one["expires_at"]) for one in acme["secrets"]] == [False, True]
    assert acme["revoked_at"] is None
    assert bolt["revoked_at"].endswith("Z")


@pytest.mark.parametrize("keep", ["5x", "", "-1h", "400d", "1.5h", "\u0661h"])
def test_a_wrong_duration_is_refused_and_rotates_nothing(xporter: Xporter, keep: str) -> None:
    xporter("relying-party", "create", "Acme")
    outcome = xporter("relying-party", "rotate-secret", "Acme", f"--keep-old={keep}")
    assert outcome.code == 1
    assert "is not a duration" in outcome.err
    assert len(_listed(xporter)[0]["secrets"]) == 1


@pytest.mark.parametrize("command", ["revoke", "rotate-secret"])
def test_an_unknown_name_lists_the_known_ones(xporter: Xporter, command: str) -> None:
    xporter("relying-party", "create", "Acme")
    outcome = xporter("relying-party", command, "Acne")
    assert outcome.code == 1
    assert "There is no relying party named 'Acne'; there are: Acme." in outcome.err


def test_without_keys_nothing_is_made(
    xporter: Xporter, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("XPORTER_TOKEN_KEYS", str(tmp_path / "none.json"))
    outcome = xporter("relying-party", "create", "Acme")
    assert outcome.code == 1
    assert "xporter keys create" in outcome.err


def test_keys_are_made_and_rotated(
    xporter: Xporter, tmp_path: Path, connection: pyodbc.Connection
) -> None:
    path = tmp_path / "keys.json"
    assert xporter("keys", "create", str(path)).code == 0
    assert xporter("keys", "create", str(path)).code == 1
    assert xporter("keys", "rotate", str(path), "--after", "0").code == 0
    assert len(json.loads(path.read_text())["keys"]) == 5
