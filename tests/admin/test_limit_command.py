"""`xporter relying-party limit`."""

from __future__ import annotations

from contextlib import closing

import pyodbc
import pytest

from admin.connection import connect
from tests.admin.conftest import Xporter


def limits(database: str) -> tuple[int | None, int | None]:
    with closing(connect(database)) as connection:
        row = connection.execute(
            "select requestsPerMinute, exportsAtOnce from gcidm.relyingParties"
        ).fetchone()
    assert row is not None
    return row[0], row[1]


@pytest.fixture
def acme(xporter: Xporter, connection: pyodbc.Connection) -> None:
    xporter("relying-party", "create", "Acme")


@pytest.mark.usefixtures("acme")
def test_a_relying_party_gets_limits_of_its_own_and_those_of_all_again(
    xporter: Xporter, database: str
) -> None:
    assert limits(database) == (None, None)
    said = xporter("relying-party", "limit", "Acme", "--per-minute", "600", "--exports", "1").out
    assert said == "Acme may make 600 requests a minute, and 1 exports at once.\n"
    assert limits(database) == (600, 1)
    xporter("relying-party", "limit", "Acme")
    assert limits(database) == (None, None)


@pytest.mark.usefixtures("acme")
@pytest.mark.parametrize("option", ["--per-minute", "--exports"])
def test_a_limit_of_nothing_is_refused(xporter: Xporter, option: str) -> None:
    outcome = xporter("relying-party", "limit", "Acme", option, "0")
    assert outcome.code == 2
    assert option in outcome.err


def test_an_unknown_relying_party_is_named(xporter: Xporter) -> None:
    outcome = xporter("relying-party", "limit", "Nobody", "--per-minute", "5")
    assert outcome.code == 1
    assert "no relying party named 'Nobody'" in outcome.err
