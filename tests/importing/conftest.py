"""A small set to import into an empty database."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pyodbc
import pytest

from tests.importing.replies import Replies, ReplyFolder
from tests.importing.roster import Roster
from tests.pulling.fake import FakeProvider, served
from tests.pulling.model_provider import ModelProvider
from tests.pulling.puller import Puller


@pytest.fixture
def roster(tmp_path: Path, connection: pyodbc.Connection) -> Roster:
    """A good set of two schools, to be changed and imported."""
    return Roster(tmp_path / "roster", connection)


@pytest.fixture
def replies(tmp_path: Path, connection: pyodbc.Connection) -> Replies:
    """A good set of replies of one school, to be changed and imported."""
    return Replies(tmp_path / "replies", connection)


@pytest.fixture
def source(roster: Roster, tmp_path: Path) -> Iterator[ModelProvider]:
    """A provider that the feed `roster` is pulled from."""
    with served(FakeProvider()) as provider:
        folder, connection = tmp_path / "pull", roster.connection
        yield ModelProvider(
            provider, Puller(provider.url, folder, feed="roster", limit=3, connection=connection)
        )


@pytest.fixture
def reply_folder(tmp_path: Path) -> ReplyFolder:
    """A good set of replies, to be changed and read, without a database."""
    return ReplyFolder(tmp_path / "replies")
