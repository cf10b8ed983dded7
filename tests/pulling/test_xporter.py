"""Xporter as the source of another Xporter: what it serves and what is then here are the same."""

from __future__ import annotations

import csv
import json
import shutil
import time
from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyodbc
import pytest
from typer.testing import CliRunner

from admin import relying_parties
from admin.cli import app
from admin.connection import connect
from admin.importing import ImportOptions, import_set
from admin.pulling import Credentials
from admin.relying_parties import list_all
from admin.relying_party_secrets import Consumer, issue_consumer
from functions.key_file import load_keys
from functions.scopes import BY_NAME
from local.places import SAMPLE
from shared.oneroster import KINDS
from tests.databases import applied
from tests.pulling.puller import Puller, tolerated
from tests.servers import earlier
from tests.stack import PRIMARY, SAMPLE_FEED, SECONDARY, SIXTH_FORM, Client, Stack, start_stack

ONEROSTER = "/ims/oneroster/v1p1"
EVERYTHING = "filter=dateLastModified>'2000-01-01'&limit=10000"


@dataclass(frozen=True)
class Source:
    """A running Xporter and a relying party that may see all of the sample."""

    stack: Stack
    full: Client
    consumer: Consumer

    @property
    def url(self) -> str:
        return self.stack.origin + ONEROSTER

    def records(self, kind: str) -> dict[str, dict[str, Any]]:
        """What it serves, tombstones too, by sourcedId, under the base `base`."""
        text = self.full.get(f"/{kind}?{EVERYTHING}").text.replace(self.url, "base")
        (listed,) = json.loads(text).values()
        return {one["sourcedId"]: one for one in listed}

    def age(self) -> None:
        """Makes it a day since everything was changed."""
        with closing(connect(self.stack.database)) as connection:
            dated, published = (
                f"{column} = {earlier(connection, column, days=1)}"
                for column in ("dateLastModified", "publishedAt")
            )
            for kind in KINDS:
                connection.execute(f"update gcidm.{kind.plural} set {dated}")
            connection.execute(f"update gcidm.publications set {dated}, {published}")
            connection.commit()

    def load(self, folder: Path) -> None:
        """Imports another set of the sample's feed."""
        options = ImportOptions(accepts_deletions=True)
        with closing(connect(self.stack.database)) as connection:
            import_set(connection, folder, SAMPLE_FEED, options=options)


@pytest.fixture(scope="module")
def source(
    server: str, app_login: str, key_file: Path, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[Source]:
    with applied(server) as database, ExitStack() as cleanup:
        folder = tmp_path_factory.mktemp("source")
        stack = start_stack(database, app_login, key_file, folder, cleanup)
        schools = (SECONDARY, PRIMARY, SIXTH_FORM)
        made = stack.client("Full", schools, tuple(BY_NAME))
        full = Client(stack.origin + ONEROSTER, made.client_id, made.client_secret)
        with closing(connect(database)) as connection:
            (name,) = (one.name for one in list_all(connection) if one.client_id == full.client_id)
            keys = load_keys(str(key_file))
            consumer = issue_consumer(connection, keys, name, time.time())
        made_source = Source(stack, full, consumer)
        made_source.age()
        yield made_source


@pytest.fixture
def puller(source: Source, connection: pyodbc.Connection, tmp_path: Path) -> Puller:
    credentials = Credentials(source.full.client_id, source.full.client_secret)
    return Puller(source.url, tmp_path / "pull", credentials, limit=1000, connection=connection)


def compare(source: Source, puller: Puller) -> None:
    """Each record here is what the source serves, but for its date."""
    for kind in KINDS:
        assert undated(puller.records(kind.plural)) == undated(source.records(kind.plural))


def undated(records: dict[str, dict[str, Any]]) -> dict[str, dict[str, Any]]:
    return {key: one | {"dateLastModified": ""} for key, one in records.items()}


def changed_sample(folder: Path) -> Path:
    """The sample with one name changed and three enrolments gone."""
    shutil.copytree(SAMPLE, folder)
    _rewrite(folder / "enrollments.csv", lambda rows: rows[3:])
    _rewrite(folder / "users.csv", _renamed)
    return folder


def _renamed(rows: list[dict[str, str]]) -> list[dict[str, str]]:
    rows[0]["givenName"] = "Robin"
    return rows


def _rewrite(path: Path, change: Any) -> None:
    with path.open(newline="", encoding="utf-8") as stream:
        rows = list(csv.DictReader(stream))
    with path.open("w", newline="", encoding="utf-8") as stream:
        writer = csv.DictWriter(stream, list(rows[0]))
        writer.writeheader()
        writer.writerows(change(rows))


def test_all_of_it_then_what_changed_then_nothing(
    source: Source, puller: Puller, tmp_path: Path
) -> None:
    puller.run()
    compare(source, puller)
    source.load(changed_sample(tmp_path / "changed"))
    report = puller.run()
    numbers = {kind.kind: (kind.read, kind.changed, kind.deleted) for kind in report.kinds}
    assert numbers["enrollments"] == (3, 0, 3)
    assert numbers["users"][1] >= 1
    compare(source, puller)
    assert puller.run().revision is None
    source.load(SAMPLE)
    puller.run()
    compare(source, puller)
    assert puller.said == []


@pytest.mark.parametrize("auth", ["oauth1", "oauth1-sha256"])
def test_requests_that_are_signed(source: Source, puller: Puller, auth: str) -> None:
    puller.credentials = Credentials(source.consumer.oauth1_key, source.consumer.oauth1_secret)
    puller.auth = auth
    puller.run("orgs", "academicSessions")
    puller.run("orgs", "academicSessions")
    assert puller.records("orgs").keys() == source.records("orgs").keys()
    assert puller.said == []


def test_the_command_line_needs_no_more_than_the_host_and_the_credentials(
    source: Source, database: str, puller: Puller, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("ADMIN_SQL_CONNECTION_STRING", database)
    monkeypatch.setenv("XPORTER_PULL_CLIENT_ID", source.full.client_id)
    monkeypatch.setenv("XPORTER_PULL_SECRET", source.full.client_secret)
    result = CliRunner().invoke(app, ["pull", source.stack.origin])
    assert result.stdout.endswith("The feed localhost is now at revision 1.\n"), result.output
    assert puller.records("users").keys() == source.records("users").keys()


def test_what_a_relying_party_may_not_read_is_left_alone(source: Source, puller: Puller) -> None:
    narrow = source.stack.client("Narrow", (PRIMARY,), ("roster-core.readonly",))
    puller.credentials = Credentials(narrow.client_id, narrow.client_secret)
    report = puller.run()
    not_served = "a collection that the provider does not serve (403)"
    refused = {kind for kind, found in tolerated(report.findings) if found == not_served}
    assert refused == {"demographics", "resources", "categories", "lineItems", "results"}
    assert 0 < len(puller.records("users")) < len(source.records("users"))


def test_a_school_that_joins_or_leaves_is_noticed_though_no_record_changes(
    source: Source, puller: Puller
) -> None:
    party = source.stack.client("Growing", (PRIMARY,), ("roster-core.readonly",))
    puller.credentials = Credentials(party.client_id, party.client_secret)
    puller.run()
    before = active_users(puller)
    with closing(connect(source.stack.database)) as connection:
        relying_parties.authorise(connection, "Growing", (SIXTH_FORM,))
        puller.run()
        assert active_users(puller) > before
        relying_parties.withdraw(connection, "Growing", (SIXTH_FORM,))
        puller.run(options=ImportOptions(accepts_deletions=True))
    assert active_users(puller) == before
    assert any("pulling everything" in one for one in puller.said)


def active_users(puller: Puller) -> int:
    return list(puller.statuses("users").values()).count("active")
