"""Keys for tests: made once, because an RSA key takes a while."""

from __future__ import annotations

from pathlib import Path

import pytest

from admin.key_files import create_key_file
from functions.key_file import load_keys
from functions.keys import Keys


@pytest.fixture(scope="session")
def key_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A key file as `xporter keys create` makes it. Never changed."""
    path = tmp_path_factory.mktemp("keys") / "keys.json"
    create_key_file(path)
    return path


@pytest.fixture(scope="session")
def keys(key_file: Path) -> Keys:
    return load_keys(str(key_file))


@pytest.fixture(scope="session")
def other_keys(tmp_path_factory: pytest.TempPathFactory) -> Keys:
    """Another installation's keys."""
    path = tmp_path_factory.mktemp("other") / "keys.json"
    create_key_file(path)
    return load_keys(str(path))
