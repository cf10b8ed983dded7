"""What is done while an import is published and waits for its commit."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import closing
from pathlib import Path
from threading import Thread

import pyodbc
import pytest

from admin import relying_parties
from admin.connection import connect
from admin.importing import import_set
from functions.database import Database
from functions.identity import Identity
from functions.key_file import load_keys
from functions.writes import Write, Writes
from shared.oneroster import SCOPES, SERVICE_CALL
from tests.importing.roster import Roster
from tests.uncommitted import Uncommitted

Publish = Callable[[], pyodbc.Connection]

# Mostly long enough to be done with anything that does not wait for the commit.
SECONDS = 2
# Longer than anything takes that does not.
MANY_SECONDS = 60


class Meanwhile:
    """Something done beside the test, until it waits; its failure is the test's."""

    def __init__(self, action: Callable[[], object], seconds: int = SECONDS) -> None:
        self._action = action
        self._failure: BaseException | None = None
        self._thread = Thread(target=self._run)
        self._thread.start()
        self._thread.join(seconds)

    @property
    def waits(self) -> bool:
        return self._thread.is_alive()

    def end(self) -> None:
        self._thread.join()
        if self._failure:
            raise self._failure

    def _run(self) -> None:
        try:
            self._action()
        except BaseException as failure:
            self._failure = failure


@pytest.fixture
def beside(database: str) -> Iterator[pyodbc.Connection]:
    with closing(connect(database)) as connection:
        yield connection


@pytest.fixture
def reader(roster: Roster, key_file: Path) -> Identity:
    """A relying party of the northern school."""
    roster.load()
    relying_parties.create(roster.connection, load_keys(str(key_file)), "reader", ["north"], None)
    return Identity(relying_parties.find(roster.connection, "reader").relying_party_id, SCOPES)


@pytest.fixture
def publish(roster: Roster, database: str) -> Iterator[Publish]:
    """Does all of an import but its commit, and gives the connection that this is left to."""
    with closing(Uncommitted(database)) as held:

        def importing() -> pyodbc.Connection:
            import_set(held, roster.folder, "roster")  # type: ignore[arg-type]
            return held.connection

        yield importing


def _add_west(roster: Roster) -> None:
    roster.add("orgs", "west,,,West School,school,1003,district")
    roster.add("classes", "7W,,,Algebra 7W,07,algebra,,scheduled,,west,autumn,Mathematics,MA,")


def _seen(roster: Roster) -> list[str]:
    """The audiences that the relying party may see."""
    rows = roster.connection.execute(
        "select a.schools from gcidm.relyingPartyAudiences r "
        "join gcidm.audiences a on a.audienceId = r.audienceId order by 1"
    ).fetchall()
    return [schools for (schools,) in rows]


def test_a_school_authorised_meanwhile_is_seen_when_both_are_done(
    roster: Roster, publish: Publish, beside: pyodbc.Connection, reader: Identity
) -> None:
    _add_west(roster)
    held = publish()
    authorised = Meanwhile(lambda: relying_parties.authorise(beside, "reader", ["west"]))
    held.commit()
    authorised.end()
    assert "west" in _seen(roster)


def test_a_school_withdrawn_meanwhile_is_not_seen_when_both_are_done(
    roster: Roster, publish: Publish, beside: pyodbc.Connection, reader: Identity
) -> None:
    roster.add("users", "new,,,true,north,student,new,,New,Student,,,,,,,07,")
    roster.replace("enrollments", "e3,,,7A,north,tea", "e3,,,7A,north,ada")
    held = publish()
    withdrawn = Meanwhile(lambda: relying_parties.withdraw(beside, "reader", ["north"]))
    held.commit()
    withdrawn.end()
    assert _seen(roster) == []


def test_a_first_write_of_a_relying_party_meanwhile_is_kept_and_so_is_the_import(
    roster: Roster, publish: Publish, database: str, reader: Identity
) -> None:
    _add_west(roster)
    roster.load()
    # Nothing belongs to just these two schools, until the relying party writes something.
    relying_parties.authorise(roster.connection, "reader", ["west"])
    roster.replace("users", "Ada", "Ida")
    held = publish()
    body = b'{"category": {"title": "Tests"}}'
    write = Write(SERVICE_CALL["putCategory"], "tests", body, None, reader)
    written = Meanwhile(lambda: Writes(Database(database).call, lambda: 0.0).put(write))
    held.commit()
    written.end()
    assert roster.doc("categories", "tests")["title"] == "Tests"
    assert roster.schools("categories", "tests") == "north west"
    assert "north west" in _seen(roster)
    assert roster.doc("users", "ada")["givenName"] == "Ida"


def test_the_import_of_another_feed_does_not_wait_for_the_commit(
    roster: Roster, publish: Publish, beside: pyodbc.Connection, reader: Identity, tmp_path: Path
) -> None:
    roster.replace("users", "Ada", "Ida")
    held = publish()
    other = Roster(tmp_path / "other", beside)
    other.delta(orgs="elsewhere,,,Elsewhere,school,,")
    other.declare(orgs="bulk")
    imported = Meanwhile(lambda: other.load("other"), MANY_SECONDS)
    waited = imported.waits
    held.commit()
    imported.end()
    assert not waited
