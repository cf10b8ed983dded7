"""Relying parties of the full profile and of one school's API."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import ExitStack, closing
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from admin.connection import connect
from admin.relying_party_secrets import authorise_with_secret
from functions.key_file import load_keys
from functions.scopes import BY_NAME
from tests.stack import PRIMARY, SECONDARY, SIXTH_FORM, Client, Stack, start_stack

ONEROSTER = "/ims/oneroster/v1p1"
SCHOOL = "/api/ims/oneroster/v1p1/school"
TRUST = (SECONDARY, PRIMARY, SIXTH_FORM)
PRIMARY_ESTAB = "9992001"


def pytest_ignore_collect(collection_path: Path, config: pytest.Config) -> bool | None:
    """There is nothing to describe replies by unless a file is given."""
    described = config.getoption("--openapi") is not None
    return None if described or collection_path.name != "test_description.py" else True


@pytest.fixture(scope="session")
def roster(stack: Stack) -> Client:
    """Reads all of the sample, with every scope."""
    return at(stack, ONEROSTER, stack.client("Full", TRUST, tuple(BY_NAME)))


@pytest.fixture(scope="session")
def primary(stack: Stack) -> Client:
    """Reads one of the sample's schools, which shares families and courses with the others."""
    return at(stack, ONEROSTER, stack.client("Only primary", (PRIMARY,), tuple(BY_NAME)))


@pytest.fixture(scope="session")
def narrow(stack: Stack) -> dict[str, Client]:
    """Relying parties that were granted a little, by what."""
    grants = {"roster": ("roster.readonly",), "gradebook": ("gradebook.readonly",)}
    return {
        name: at(stack, ONEROSTER, stack.client(f"Only {name}", TRUST, scopes))
        for name, scopes in grants.items()
    }


@pytest.fixture(scope="session")
def gradebook_stack(
    gradebook_database: str,
    app_login: str,
    key_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stack]:
    """A stack that these tests may write to, and that joins unlimited reads of small pages."""
    with ExitStack() as cleanup:
        folder = tmp_path_factory.mktemp("gradebook")
        yield start_stack(
            gradebook_database, app_login, key_file, folder, cleanup, XPORTER_PAGE_SIZE="20"
        )


@pytest.fixture(scope="session")
def gradebook(gradebook_stack: Stack) -> Client:
    """Writes to the sample's gradebook, with every scope."""
    party = gradebook_stack.client("Full", TRUST, tuple(BY_NAME))
    return at(gradebook_stack, ONEROSTER, party)


@pytest.fixture(scope="session")
def school(gradebook_stack: Stack) -> Client:
    """Reads one school, the primary one, by the secret that it shares with the relying party."""
    stack = gradebook_stack
    stack.client("partner-rp", ())
    with closing(connect(stack.database)) as connection:
        keys = load_keys(str(stack.key_file))
        secret = authorise_with_secret(connection, keys, "partner-rp", PRIMARY)
    user = f"partner-rp|{PRIMARY_ESTAB}"
    return Client(stack.origin + SCHOOL, user, secret, token_path="/auth/token")


def at(stack: Stack, base: str, client: Client) -> Client:
    """The same relying party, asking another profile."""
    return replace(client, base=stack.origin + base, session=requests.Session())
