"""What judges signed requests, with consumers and nonces kept in memory, and in the database."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from threading import Lock

import azure.functions as func
import pytest

from functions.consumers import Consumers, seal_secret
from functions.credentials import Credentials
from functions.database import Database
from functions.identity import Identity
from functions.keys import Keys
from functions.signed_identity import SignedIdentities
from functions.signed_request import read_signed_request
from tests.oauth1.signer import NOW

KEY, SECRET = "1f3a9c0d5b7e2468ace013579bdf0123", "kd94hf93k423kf44-_kd94hf93k423kf44-_kd94hf9"
GRANTED = "roster-core.readonly gradebook.readonly"
URL = "https://rosters.example.org/ims/oneroster/v1p1/gradingPeriods?offset=0&limit=100"


@dataclass
class Desk:
    """Judges requests at the time `now`; counts how often the consumers were looked up."""

    keys: Keys
    rows: dict[str, tuple[int, str, str]]
    now: float = NOW
    lookups: int = 0
    nonces: set[tuple[str, int, str]] = field(default_factory=set)
    lock: Lock = field(default_factory=Lock)

    def __post_init__(self) -> None:
        self._identities = SignedIdentities(Consumers(self._find, self.keys), self._use)

    def judge(
        self,
        header: str,
        url: str = URL,
        verb: str = "GET",
        body: bytes = b"",
        content_type: str = "application/json",
    ) -> Identity:
        """Who asked, of a request as the web tier passes it on."""
        return self._identities.identify(
            read_signed_request(passed_on(header, url, verb, body, content_type)), self.now
        )

    def _find(self, key: str) -> list[tuple[int, str, str]]:
        self.lookups += 1
        return [self.rows[key]] if key in self.rows else []

    def _use(self, key: str, timestamp: int, nonce: str) -> bool:
        with self.lock:
            new = (key, timestamp, nonce) not in self.nonces
            self.nonces.add((key, timestamp, nonce))
            return new


def passed_on(
    header: str, url: str, verb: str, body: bytes = b"", content_type: str = "application/json"
) -> func.HttpRequest:
    """The web tier's request for a client's."""
    return func.HttpRequest(
        verb,
        "http://127.0.0.1:7071/api/v1p1/gradingPeriods",
        headers={
            "Authorization": header,
            "Content-Type": content_type,
            "X-Public-Base": "https://rosters.example.org/ims/oneroster/v1p1",
            "X-Signed-Method": verb,
            "X-Signed-Url": url,
        },
        body=body,
    )


@pytest.fixture
def desk(keys: Keys) -> Desk:
    """Knows one consumer, of the relying party 7."""
    return Desk(keys, {KEY: (7, seal_secret(KEY, SECRET, keys, NOW), GRANTED)})


Instance = Callable[[], Credentials]


@pytest.fixture
def instance(database: str) -> Instance:
    """Makes instances of the back-end, each with a connection of its own to one database."""
    return lambda: Credentials(Database(database).call)
