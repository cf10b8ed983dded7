"""What all tests of a running Xporter share."""

from __future__ import annotations

import pytest

from tests.stack import Stack
from tests.xporter.asking import Roster, roster_of


@pytest.fixture(scope="session")
def roster(stack: Stack) -> Roster:
    """The whole sample, as the relying party `trust` reads it without a limit."""
    return roster_of(stack.trust)
