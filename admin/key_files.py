"""Makes key files, and puts new keys into them, for the owner's eyes only."""

from __future__ import annotations

import json
import os
from itertools import pairwise
from pathlib import Path
from typing import Any

from joserfc.jwk import OctKey, RSAKey

from admin.errors import AdminError
from functions.key_file import read_key_file
from functions.key_set import RSA_BITS, SYMMETRIC_BITS, parse_keys
from functions.tokens import LIFETIME_SECONDS

OWNER_ONLY = 0o600
CLOCKS_APART_SECONDS = 300


def create_key_file(path: Path) -> None:
    """A new file with one key of each use. Raises AdminError when `path` exists or cannot be."""
    members = [*_token_keys({}), _symmetric("pepper", {})]
    try:
        handle = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    except FileExistsError:
        raise AdminError(f"{path} exists already; keys in use are never written over.") from None
    except OSError as error:
        raise AdminError(f"{path} cannot be made: {error.strerror}.") from None
    with open(handle, "w", encoding="utf-8") as file:
        file.write(_text(members))


def rotate_key_file(path: Path, due: int, now: float) -> None:
    """Puts a new signing and a new encryption key in front, used from `due` (seconds since 1970).

    Signing keys go that no token of `now` can need. Encryption keys stay: secrets in the database
    are sealed with them, too. The file is replaced in one step. Raises SettingsError when it is not
    a good key file.
    """
    text = read_key_file(path)
    parse_keys(text)
    kept = _without_outlived(json.loads(text)["keys"], now)
    members = [*_token_keys({"nbf": due}), *kept]
    beside = path.with_name(f".{path.name}.new")
    beside.unlink(missing_ok=True)
    handle = os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_EXCL, OWNER_ONLY)
    with open(handle, "w", encoding="utf-8") as file:
        file.write(_text(members))
    beside.replace(path)


def _without_outlived(members: list[dict[str, Any]], now: float) -> list[dict[str, Any]]:
    """Without signing keys whose successor (the one before them) has signed for longer than a
    token lives."""
    signing = [jwk for jwk in members if jwk["use"] == "sig"]
    outlived = [
        old
        for newer, old in pairwise(signing)
        if newer.get("nbf", 0) + LIFETIME_SECONDS + CLOCKS_APART_SECONDS < now
    ]
    return [jwk for jwk in members if jwk not in outlived]


def _token_keys(extra: dict[str, int]) -> list[dict[str, Any]]:
    signing = RSAKey.generate_key(RSA_BITS, auto_kid=False).as_dict(private=True)
    return [{**signing, "use": "sig", **extra}, _symmetric("enc", extra)]


def _symmetric(use: str, extra: dict[str, int]) -> dict[str, Any]:
    key = OctKey.generate_key(SYMMETRIC_BITS, auto_kid=False).as_dict(private=True)
    return {**key, "use": use, **extra}


def _text(members: list[dict[str, Any]]) -> str:
    return json.dumps({"keys": members}, indent=2) + "\n"
