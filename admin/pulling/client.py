"""Asks a provider for pages of its collections."""

from __future__ import annotations

from collections.abc import Mapping
from functools import partial
from pathlib import Path

from admin.pulling.credentials import Authorisation
from admin.pulling.pages import Page, take_page
from admin.pulling.provider import Provider
from admin.pulling.sending import Sender

_EXPECT = "X-Expect-Revision"


class Client:
    """Asks `provider` with `authorisation`, `limit` records at a time."""

    def __init__(
        self, provider: Provider, sender: Sender, authorisation: Authorisation, limit: int
    ) -> None:
        self.provider = provider
        self.limit = limit
        self._sender = sender
        self._authorisation = authorisation

    def page(
        self, kind: str, query: Mapping[str, str], path: Path, revision: str | None = None
    ) -> Page:
        """The page of the collection `kind`, saved at `path`. With a `revision` the answer is 412
        when the provider's data are at another one. Raises AdminError when there is no answer."""
        page = self._ask(kind, query, path, revision)
        if page.status == 401 and self._authorisation.renew():
            page = self._ask(kind, query, path, revision)
        return page

    def _ask(self, kind: str, query: Mapping[str, str], path: Path, revision: str | None) -> Page:
        return self._sender.send(
            "GET",
            self.provider.address(kind),
            partial(take_page, kind=kind, path=path),
            params=dict(query),
            headers={_EXPECT: revision} if revision else {},
            auth=self._authorisation,
        )
