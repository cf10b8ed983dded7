"""What all tests of a running Xporter share."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from local.cluster import Cluster
from local.places import STATE
from tests.databases import count_database
from tests.stack import Stack, start_stack
from tests.xporter.asking import Roster, roster_of
from tests.xporter.fragile import SETTINGS, Fragile

LOGIN = "xporter_app"


@pytest.fixture(scope="session")
def roster(stack: Stack) -> Roster:
    """The whole sample, as the relying party `trust` reads it without a limit."""
    return roster_of(stack.trust)


@pytest.fixture(scope="session")
def cluster() -> Iterator[Cluster]:
    """A database server that tests may stop and start."""
    STATE.mkdir(exist_ok=True)
    cluster = Cluster(STATE / "fragile")
    cluster.start()
    yield cluster
    cluster.remove()


@pytest.fixture(scope="session")
def fragile(
    cluster: Cluster, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Fragile]:
    """Tests that break it mend it."""
    cluster.create_database("xporter")
    cluster.create_login(LOGIN)
    count_database(cluster.owner_connection("xporter"))
    login = cluster.login_connection(LOGIN, "xporter").split(";")
    credentials = ";".join(part for part in login if part.startswith(("UID=", "PWD=")))
    with ExitStack() as cleanup:
        stack = start_stack(
            cluster.owner_connection("xporter"),
            credentials,
            key_file,
            tmp_path_factory.mktemp("fragile"),
            cleanup,
            **SETTINGS,
        )
        yield Fragile(stack, cluster, stack.trust.token())
