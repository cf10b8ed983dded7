"""A provider to pull from, and somebody who pulls."""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from pathlib import Path

import pyodbc
import pytest

from tests.importing.replies import GOOD
from tests.pulling.fake import FakeProvider, served
from tests.pulling.puller import Collector, Puller

CHANGED = "2026-09-01T06:00:00.000Z"


@pytest.fixture
def provider() -> Iterator[FakeProvider]:
    """A good provider of a small school, to be made worse."""
    collections = {
        kind: [{**deepcopy(one), "dateLastModified": CHANGED} for one in records]
        for kind, records in GOOD.items()
    }
    with served(FakeProvider(collections)) as running:
        yield running


@pytest.fixture
def puller(connection: pyodbc.Connection, provider: FakeProvider, tmp_path: Path) -> Puller:
    return Puller(provider.url, tmp_path / "pull", connection=connection)


@pytest.fixture
def collector(provider: FakeProvider, tmp_path: Path) -> Collector:
    return Collector(provider.url, tmp_path / "pull")
