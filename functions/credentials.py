"""What the database knows of relying parties' credentials, a procedure each."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from functions.identity import Identity
from functions.token_request import SCHOOL_MARK
from shared.errors import Unauthorized

Call = Callable[[str, Sequence[Any]], list[Any]]


class Credentials:
    """Asks through `call(procedure, arguments) -> rows`."""

    def __init__(self, call: Call) -> None:
        self._call = call

    def of_client(self, client_id: str) -> list[Any]:
        """The live secrets of a client id (token_grant.LiveSecret)."""
        return self._call("gcidm.get_credentials", [client_id])

    def of_school(self, user: str) -> list[Any]:
        """The secrets of a user `relying party|school`, which it shares with schools of that
        identifier (token_grant.LiveSecret). A name may hold the mark, an identifier not."""
        relying_party, _, school = user.rpartition(SCHOOL_MARK)
        return self._call("gcidm.get_schoolCredentials", [relying_party, school])

    def consumer(self, key: str) -> list[Any]:
        """The row of a consumer key (consumers.FindConsumer)."""
        return self._call("gcidm.get_consumer", [key])

    def check_access(self, identity: Identity) -> None:
        """Raises Unauthorized when the relying party was revoked after its token was minted."""
        if not self._call("gcidm.get_access", [identity.relying_party_id]):
            raise Unauthorized("The bearer token is invalid: its relying party was revoked")

    def use_nonce(self, key: str, timestamp: int, nonce: str) -> bool:
        """Whether the nonce is used for the first time."""
        rows = self._call("gcidm.save_nonce", [key, timestamp, nonce])
        return bool(rows[0][0])
