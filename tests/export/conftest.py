"""A small set to import, change and export again; a second database to import exports into."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import closing

import pyodbc
import pytest

from admin.connection import connect
from tests.databases import applied, emptied
from tests.importing.conftest import roster


@pytest.fixture(scope="session")
def second_database(server: str) -> Iterator[str]:
    with applied(server) as connection_string:
        yield connection_string


@pytest.fixture
def elsewhere(second_database: str) -> Iterator[pyodbc.Connection]:
    """The administrator's connection to a second database, without rows."""
    with closing(connect(emptied(second_database))) as opened:
        yield opened


__all__ = ["roster"]
