"""A relying party of much data."""

from __future__ import annotations

from contextlib import closing

import pytest

from admin.connection import connect
from admin.importing import import_set
from bench.generate_district import generate
from bench.sizes import Size
from tests.oneroster.conftest import ONEROSTER, at
from tests.stack import Client, Stack

CROWD = Size(schools=1, students=1250, teachers=5)


@pytest.fixture(scope="session")
def crowd(gradebook_stack: Stack, tmp_path_factory: pytest.TempPathFactory) -> Client:
    """Reads a district of more enrollments than one page can have."""
    folder = tmp_path_factory.mktemp("crowd")
    generate(folder, "crowd", CROWD)
    with closing(connect(gradebook_stack.database)) as connection:
        import_set(connection, folder, "crowd")
        (school,) = connection.execute(
            "select o.sourcedId from gcidm.orgs o join gcidm.feeds f on f.feedId = o.feedId "
            "where f.name = 'crowd' and o.type = 'school'"
        ).fetchone()
    return at(gradebook_stack, ONEROSTER, gradebook_stack.client("Crowd", (school,)))
