"""Key files: made, loaded, rotated; weak and exposed ones refused by name."""

from __future__ import annotations

import json
import stat
from pathlib import Path
from typing import Any

import pytest
from joserfc.jwk import OctKey, RSAKey

from admin.errors import AdminError
from admin.key_files import create_key_file, rotate_key_file
from functions.key_file import load_keys
from functions.key_set import parse_keys
from functions.keys import Keys
from functions.secret_hash import NOBODYS, hash_secret, secret_matches
from shared.settings import SettingsError


@pytest.fixture
def key_set(key_file: Path) -> dict[str, Any]:
    """The key set as JSON, free to be spoilt."""
    found: dict[str, Any] = json.loads(key_file.read_text())
    return found


def _oct(bits: int, use: str) -> dict[str, Any]:
    return {**OctKey.generate_key(bits, auto_kid=False).as_dict(private=True), "use": use}


def _refusal(key_set: dict[str, Any]) -> str:
    with pytest.raises(SettingsError) as refused:
        parse_keys(json.dumps(key_set))
    return str(refused.value)


def test_the_setting_may_hold_the_json_itself(key_file: Path) -> None:
    text = key_file.read_text()
    assert load_keys(text).peppers == load_keys(str(key_file)).peppers


def test_a_key_file_is_for_its_owner_only(key_file: Path) -> None:
    assert stat.S_IMODE(key_file.stat().st_mode) == 0o600


def test_a_key_file_is_never_written_over(key_file: Path) -> None:
    before = key_file.read_text()
    with pytest.raises(AdminError, match="exists already"):
        create_key_file(key_file)
    assert key_file.read_text() == before


@pytest.mark.parametrize("mode", [0o604, 0o620, 0o666, 0o601])
def test_a_key_file_that_others_can_get_at_is_refused(
    key_file: Path, tmp_path: Path, mode: int
) -> None:
    exposed = tmp_path / "keys.json"
    exposed.write_text(key_file.read_text())
    exposed.chmod(mode)
    with pytest.raises(SettingsError, match="chmod 600"):
        load_keys(str(exposed))


def test_a_missing_key_file_is_refused_with_the_command_that_makes_one(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="xporter keys create"):
        load_keys(str(tmp_path / "none.json"))


@pytest.mark.parametrize("text", ["{", "[]", "{}", '{"keys": 1}', '{"keys": [1]}', "null"])
def test_what_is_no_key_set_is_refused(text: str) -> None:
    with pytest.raises(SettingsError, match="not a JSON Web Key Set"):
        parse_keys(text)


@pytest.mark.parametrize("use", ["sig", "enc", "pepper"])
def test_a_key_set_without_one_of_the_uses_is_refused(key_set: dict[str, Any], use: str) -> None:
    key_set["keys"] = [key for key in key_set["keys"] if key["use"] != use]
    assert f'no key with "use": "{use}"' in _refusal(key_set)


@pytest.mark.filterwarnings("ignore::joserfc.errors.SecurityWarning")
def test_a_short_rsa_key_is_refused(key_set: dict[str, Any]) -> None:
    short = RSAKey.generate_key(1024, auto_kid=False).as_dict(private=True)
    key_set["keys"].insert(0, {**short, "use": "sig"})
    assert "key 1" in _refusal(key_set)
    assert "2048" in _refusal(key_set)


def test_a_public_key_cannot_sign(key_set: dict[str, Any]) -> None:
    signing = key_set["keys"][0]
    key_set["keys"][0] = {name: signing[name] for name in ("kty", "n", "e", "use")}
    assert "private RSA key" in _refusal(key_set)


@pytest.mark.parametrize(("use", "bits"), [("enc", 128), ("enc", 512), ("pepper", 128)])
def test_a_symmetric_key_of_another_length_is_refused(
    key_set: dict[str, Any], use: str, bits: int
) -> None:
    key_set["keys"].append(_oct(bits, use))
    assert "256 bits" in _refusal(key_set)


def test_a_refusal_shows_nothing_of_a_key(key_set: dict[str, Any]) -> None:
    spoilt = key_set["keys"][1]
    spoilt["nbf"] = "soon"
    assert spoilt["k"] not in _refusal(key_set)


def test_rotating_puts_new_keys_in_front_and_keeps_the_old(key_file: Path, tmp_path: Path) -> None:
    path = tmp_path / "keys.json"
    path.write_text(key_file.read_text())
    path.chmod(0o600)
    before = load_keys(path.read_text())
    rotate_key_file(path, due=5000, now=4000)
    after = load_keys(str(path))
    assert stat.S_IMODE(path.stat().st_mode) == 0o600
    assert after.signing[1:] == before.signing
    assert after.peppers == before.peppers
    assert after.signing_key(4999) == before.signing[0].key
    assert after.signing_key(5000) == after.signing[0].key
    assert after.encryption_key(4999) == before.encryption[0].key
    assert after.encryption_key(5000) == after.encryption[0].key


def test_a_secret_matches_its_hash_under_an_earlier_pepper_too(key_set: dict[str, Any]) -> None:
    before = parse_keys(json.dumps(key_set))
    key_set["keys"].insert(0, _oct(256, "pepper"))
    after = parse_keys(json.dumps(key_set))
    stored = hash_secret("secret", before)
    assert secret_matches("secret", stored, after)
    assert not secret_matches("Secret", stored, after)
    assert stored != hash_secret("secret", after)


def test_no_secret_matches_nobodys(keys: Keys) -> None:
    assert not secret_matches("", NOBODYS, keys)
