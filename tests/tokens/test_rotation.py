"""`xporter keys rotate`: new tokens under the new key at once, old ones good until they expire."""

from __future__ import annotations

import logging
import time
from pathlib import Path

import pytest

from admin.cli import main
from admin.key_files import rotate_key_file
from functions.identity import Identity
from functions.key_file import load_keys
from functions.keys import Keys, KeySet
from functions.tokens import LIFETIME_SECONDS, Tokens
from shared.errors import Unauthorized

WHO = Identity(7, ("roster",), "")


@pytest.fixture
def path(tmp_path: Path, key_file: Path) -> Path:
    """A key file of the test's own."""
    own = tmp_path / "keys.json"
    own.write_text(key_file.read_text())
    own.chmod(0o600)
    return own


def rotate(path: Path, *options: str) -> None:
    with pytest.raises(SystemExit) as ended:
        main(["keys", "rotate", str(path), *options])
    assert not ended.value.code


def test_a_running_back_end_makes_new_tokens_with_the_new_key_at_once(path: Path) -> None:
    now = time.time() + 1
    old = load_keys(path.read_text())
    running = Tokens(load_keys(str(path)))
    before = running.mint(WHO, now)
    rotate(path)
    after = running.mint(WHO, now)
    new = load_keys(str(path))
    just_new = Keys.fixed(KeySet(new.signing[:1], new.encryption[:1], new.peppers))
    assert Tokens(old).open_token(before, now) == Tokens(just_new).open_token(after, now) == WHO
    for keys, token in ((old, after), (just_new, before)):
        with pytest.raises(Unauthorized):
            Tokens(keys).open_token(token, now)


def test_every_running_back_end_opens_tokens_of_before_and_after(path: Path) -> None:
    now = time.time() + 1
    first, second = Tokens(load_keys(str(path))), Tokens(load_keys(str(path)))
    before = first.mint(WHO, now)
    rotate(path)
    after = first.mint(WHO, now)
    assert second.open_token(after, now) == WHO
    assert second.open_token(before, now + LIFETIME_SECONDS - 2) == WHO
    with pytest.raises(Unauthorized, match="expired"):
        second.open_token(before, now + LIFETIME_SECONDS)


def test_the_new_key_signs_from_now_on_unless_it_is_told_to_wait(path: Path) -> None:
    old = load_keys(path.read_text()).signing[0]
    rotate(path, "--after", "30m")
    keys = load_keys(str(path))
    assert keys.signing_key(time.time()) == old.key
    assert keys.signing_key(time.time() + 1801) == keys.signing[0].key != old.key
    rotate(path)
    assert keys.signing_key(time.time() + 1) == keys.signing[0].key
    assert len(keys.signing) == 3


def test_a_signing_key_goes_when_no_token_of_it_can_be_left(path: Path) -> None:
    oldest = load_keys(path.read_text())
    rotate_key_file(path, due=10_000, now=10_000)
    rotate_key_file(path, due=10_500, now=10_500)
    assert load_keys(str(path)).signing[-1] == oldest.signing[0]
    rotate_key_file(path, due=14_000, now=14_000)
    keys = load_keys(str(path))
    assert oldest.signing[0] not in keys.signing
    assert [one.due for one in keys.signing] == [14_000, 10_500, 10_000]
    assert keys.encryption[-1] == oldest.encryption[0]
    assert keys.peppers == oldest.peppers


def test_a_key_file_that_turns_bad_leaves_a_running_back_end_its_keys(
    path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    running = Tokens(load_keys(str(path)))
    token = running.mint(WHO, 1000)
    path.write_text("{")
    with caplog.at_level(logging.ERROR, "xporter.keys"):
        assert running.open_token(running.mint(WHO, 1001), 1001) == WHO
    assert "The keys stay as they were: XPORTER_TOKEN_KEYS is not a JSON Web Key Set" in caplog.text
    path.unlink()
    assert running.open_token(token, 1001) == WHO
