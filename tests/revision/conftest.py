"""A stack whose data change, and relying parties of each profile."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import dataclass, replace
from pathlib import Path

import pytest
import requests

from admin.connection import connect
from admin.relying_party_secrets import authorise_with_secret
from functions.key_file import load_keys
from functions.scopes import BY_NAME
from tests.revision.conditions import ONEROSTER, SCHOOL, another_category
from tests.stack import PRIMARY, SECONDARY, SIXTH_FORM, Client, Stack, start_stack

TRUST = (SECONDARY, PRIMARY, SIXTH_FORM)


@dataclass(frozen=True)
class Moving:
    """A running Xporter with a relying party at each public base."""

    stack: Stack
    documented: Client
    school: Client
    full: Client

    @property
    def readers(self) -> dict[str, Client]:
        return {"XPORTER": self.documented, "XPORTER_SCHOOL": self.school, "ONEROSTER": self.full}

    def move(self) -> None:
        """Changes a record of the trust's feed."""
        another_category(self.full)


@pytest.fixture(scope="session")
def moving(
    moving_database: str,
    app_login: str,
    key_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Moving]:
    with ExitStack() as cleanup:
        folder = tmp_path_factory.mktemp("moving")
        settings = {"XPORTER_PAGE_SIZE": "200"}  # so that long reads are of many pages
        stack = start_stack(moving_database, app_login, key_file, folder, cleanup, **settings)
        full = stack.client("Full", TRUST, tuple(BY_NAME))
        stack.client("partner-rp", ())
        with closing(connect(moving_database)) as connection:
            secret = authorise_with_secret(
                connection, load_keys(str(key_file)), "partner-rp", PRIMARY
            )
        yield Moving(
            stack,
            documented=stack.trust,
            school=Client(
                stack.origin + SCHOOL, "partner-rp|9992001", secret, token_path="/auth/token"
            ),
            full=replace(full, base=stack.origin + ONEROSTER, session=requests.Session()),
        )
