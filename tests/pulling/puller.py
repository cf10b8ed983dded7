"""Pulls as the command line does, with nothing waited for and all that is said kept."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pyodbc

from admin.importing import Assessment, ImportOptions, ImportReport
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
from tests.pulling.fake import ID, SECRET


@dataclass
class Puller:
    """Pulls from `url` into `feed`. `waited` are the seconds of all waits, `said` what a
    person was told, `told` the assessments."""

    connection: pyodbc.Connection
    url: str
    folder: Path
    credentials: Credentials = field(default_factory=lambda: Credentials(ID, SECRET))
    auth: str = "oauth2"
    version: str | None = None
    feed: str = "mis"
    limit: int = 2
    now: datetime | None = None
    waited: list[float] = field(default_factory=list)
    said: list[str] = field(default_factory=list)
    told: list[Assessment] = field(default_factory=list)

    def run(self, *kinds: str, options: ImportOptions | None = None, **order: Any) -> ImportReport:
        """Pulls, of all collections or of those."""
        provider = provider_at(self.url, self.version)
        token_url = self.credentials.token_url or f"{provider.base}/token"
        credentials = Credentials(self.credentials.client_id, self.credentials.secret, token_url)
        sender = Sender(Patience(sleep=self.waited.append, tell=self.said.append))
        client = Client(provider, sender, METHODS[self.auth](credentials, sender), self.limit)
        wanted = tuple(kind for kind in provider.version.kinds if not kinds or kind in kinds)
        job = Pull(
            self.connection,
            client,
            Silent(),
            options or ImportOptions(),
            self.told.append,
            self.said.append,
            self.now,
        )
        return job.run(Order(self.feed, provider.base, wanted, **order), self.folder)

    def records(self, kind: str) -> dict[str, dict[str, Any]]:
        """What the feed has, by sourcedId, under the base `base`."""
        rows = self.connection.execute(f"select sourcedId, doc from gcidm.{kind}").fetchall()
        self.connection.commit()
        return {key: json.loads(doc.replace("\x1f", "base")) for key, doc in rows}

    def statuses(self, kind: str) -> dict[str, str]:
        return {key: one["status"] for key, one in self.records(kind).items()}

    def age(self, **by: float) -> None:
        """Makes what is known of earlier pulls older."""
        self.connection.execute(
            "update gcidm.pulls set fullAt = fullAt - ? * interval '1 second'",
            timedelta(**by).total_seconds(),
        )
        self.connection.commit()


def tolerated(report: ImportReport) -> dict[tuple[str, str], int]:
    """What was tolerated, by collection and by what was found."""
    found = report.findings.tolerated.items()
    return {(file, what.found): times for (file, what), times in found}
