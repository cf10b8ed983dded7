"""Where the secret comes from with which a provider is asked: never from the command line."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import typer

from admin.errors import AdminError
from admin.pulling import Credentials, Provider, provider_at
from admin.settings import PullSettings, environment
from shared.settings import load


def pull_credentials(
    provider: Provider,
    client_id: str | None,
    secret_file: Path | None,
    token_url: str | None,
    scopes: list[str] | None,
    *,
    allow_http: bool,
) -> Credentials:
    """The credentials by the options, else by the environment, else as somebody types them.

    Raises AdminError when there are none, or the token's address is not one for secrets.
    """
    settings = load(PullSettings, environment(os.environ, Path.cwd()))
    url = token_url or f"{provider.base}/token"
    provider_at(url, "1.1", allow_http=allow_http)
    return Credentials(
        _client_id(client_id or settings.client_id),
        _read(secret_file) if secret_file else settings.secret or _asked("Secret"),
        url,
        tuple(scopes or ()),
    )


def _client_id(given: str) -> str:
    if not given:
        raise AdminError("As whom? --client-id or XPORTER_PULL_CLIENT_ID says it.")
    return given


def _read(path: Path) -> str:
    try:
        secret = path.read_text("utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise AdminError(f"--secret-file {path} cannot be read: {type(error).__name__}.") from None
    if not secret:
        raise AdminError(f"--secret-file {path} is empty.")
    return secret


def _asked(what: str) -> str:
    if not sys.stdin.isatty():
        raise AdminError("There is no secret: XPORTER_PULL_SECRET or --secret-file has it.")
    return str(typer.prompt(what, hide_input=True))
