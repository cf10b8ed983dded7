"""What all tests of a running Xporter share."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.databases import applied, made_login
from tests.stack import Stack, start_stack
from tests.xporter.asking import Roster, roster_of
from tests.xporter.fragile import SETTINGS, Fragile
from tests.xporter.outage import Breakable, breakable


@pytest.fixture(scope="session")
def roster(stack: Stack) -> Roster:
    """The whole sample, as the relying party `trust` reads it without a limit."""
    return roster_of(stack.trust)


@pytest.fixture(scope="session")
def outage() -> Iterator[Breakable]:
    """A database server that tests may stop and start."""
    with breakable(os.environ.get("XPORTER_TEST_SERVER", "")) as made:
        yield made


@pytest.fixture(scope="session")
def fragile(
    outage: Breakable, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fragile]:
    """Tests that break it mend it."""
    with (
        applied(outage.server) as database,
        made_login(outage.server) as login,
        ExitStack() as cleanup,
    ):
        folder = tmp_path_factory.mktemp("fragile")
        stack = start_stack(database, login.words, key_file, folder, cleanup, **SETTINGS)
        yield Fragile(stack, outage, login, stack.trust.token())
