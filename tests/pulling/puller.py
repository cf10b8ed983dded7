"""Pulls as the command line does, with nothing waited for and all that is said kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pyodbc

from admin.importing import Assessment, Findings, ImportOptions, ImportReport
from admin.importing.progress import Silent
from admin.pulling import (
    METHODS,
    Client,
    Credentials,
    Order,
    Patience,
    Pull,
    Sender,
    provider_at,
)
from admin.pulling.collecting import Collecting
from admin.pulling.work_folder import work_folder
from tests.pulling.fake import ID, SECRET
from tests.servers import earlier


@dataclass
class Collector:
    """Pulls from `url` into `folder`, and no further. `waited` are the seconds of all waits, `said`
    what a person was told."""

    url: str
    folder: Path
    credentials: Credentials = field(default_factory=lambda: Credentials(ID, SECRET))
    auth: str = "oauth2"
    version: str | None = None
    feed: str = "mis"
    limit: int = 2
    waited: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    findings: Findings = field(default_factory=Findings)

    def client(self) -> Client:
        provider = provider_at(self.url, self.version)
        token_url = self.credentials.token_url or f"{provider.base}/token"
        credentials = Credentials(self.credentials.client_id, self.credentials.secret, token_url)
        sender = Sender(Patience(sleep=self.waited.append, tell=self.said.append))
        return Client(provider, sender, METHODS[self.auth](credentials, sender), self.limit)

    def order(self, client: Client, kinds: tuple[str, ...], **order: Any) -> Order:
        """For those collections, or for all."""
        known = client.provider.version.kinds
        wanted = tuple(kind for kind in known if not kinds or kind in kinds)
        return Order(self.feed, client.provider.base, wanted, **order)

    def collect(self, *kinds: str, has_totals: bool = True) -> dict[str, list[str]]:
        """The sourcedIds of all records that came, by collection."""
        client = self.client()
        state = self.order(client, kinds).begin({}, datetime.now(UTC))
        say = self.said.append
        with work_folder(self.folder) as work:
            Collecting(client, work, state, self.findings, Silent(), say, has_totals).pull_all()
        return {
            one.kind: [id_ for file in one.files() for id_ in self._ids(file, one.kind)]
            for one in state.served()
        }

    def _ids(self, file: str, kind: str) -> list[str]:
        page = json.loads((self.folder / file).read_text("utf-8"))
        return [one["sourcedId"] for one in page[kind]]


@dataclass
class Puller(Collector):
    """Pulls into a feed, too. `told` are the assessments; `now` is when, of what changes."""

    connection: pyodbc.Connection = None
    now: datetime | None = None
    told: list[Assessment] = field(default_factory=list)

    def run(self, *kinds: str, options: ImportOptions | None = None, **order: Any) -> ImportReport:
        """Pulls, of all collections or of those."""
        client = self.client()
        job = Pull(
            self.connection,
            client,
            Silent(),
            options or ImportOptions(),
            self.told.append,
            self.said.append,
            self.now,
        )
        return job.run(self.order(client, kinds, **order), self.folder)

    def records(self, kind: str) -> dict[str, dict[str, Any]]:
        """What the feed has, by sourcedId, under the base `base`."""
        rows = self.connection.execute(f"select sourcedId, doc from gcidm.{kind}").fetchall()
        self.connection.commit()
        return {key: json.loads(doc.replace("\x1f", "base")) for key, doc in rows}

    def statuses(self, kind: str) -> dict[str, str]:
        return {key: one["status"] for key, one in self.records(kind).items()}

    def age(self, **by: float) -> None:
        """Makes what is known of earlier pulls older."""
        then = earlier(self.connection, "fullAt", **by)
        self.connection.execute(f"update gcidm.pulls set fullAt = {then}")
        self.connection.commit()


def tolerated(findings: Findings) -> dict[tuple[str, str], int]:
    """What was tolerated, by collection and by what was found."""
    return {(file, what.found): times for (file, what), times in findings.tolerated.items()}
