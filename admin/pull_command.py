"""`xporter pull`: what another OneRoster provider has, into the database."""

from __future__ import annotations

from pathlib import Path
from urllib.parse import urlsplit

from admin import pull_options as option
from admin.duration import parse_duration
from admin.errors import AdminError
from admin.import_desk import ImportDesk
from admin.import_options import (
    AcceptDeletions,
    DryRun,
    MaxDeletions,
    Report,
    Strict,
    import_options,
)
from admin.import_progress import ShownProgress, shown_progress
from admin.operator import open_database
from admin.pull_credentials import pull_credentials
from admin.pulling import (
    METHODS,
    Client,
    Credentials,
    Order,
    Patience,
    Provider,
    Pull,
    Sender,
    provider_at,
)
from admin.pulling.work_folder import default_path


def pull(
    url: option.Url,
    feed: option.Feed = None,
    strict: Strict = False,
    dry_run: DryRun = False,
    report: Report = None,
    max_deletions: MaxDeletions = None,
    accept_deletions: AcceptDeletions = False,
    version: option.Version = None,
    page_size: option.PageSize = 5000,
    ignore_totals: option.IgnoreTotals = False,
    allow_http: option.AllowHttp = False,
    auth: option.Auth = "oauth2",
    client_id: option.ClientId = None,
    secret_file: option.SecretFile = None,
    token_url: option.TokenUrl = None,
    scope: option.Scope = None,
    collection: option.Collections = None,
    full: option.Full = False,
    full_every: option.FullEvery = "7d",
    fresh: option.Fresh = False,
    folder: option.Folder = None,
) -> None:
    """Pull the records of another OneRoster 1.1 or 1.2 provider into a feed.

    The first time everything is pulled, later what has changed since, and everything again once a
    week. Then it is imported: all of it or nothing, with the report, the limits and the exit codes
    of an import. A collection that the provider does not serve stays as the feed has it. A pull
    that broke off goes on where it was when it is started again.
    """
    provider = provider_at(url, version, allow_http=allow_http)
    credentials = pull_credentials(
        provider, client_id, secret_file, token_url, scope, allow_http=allow_http
    )
    order = Order(
        feed or urlsplit(url).hostname or "",
        f"{provider.base} as {credentials.client_id}",
        _kinds(provider, collection or []),
        parse_duration(full_every),
        is_full=full,
        is_fresh=fresh,
        has_totals=not ignore_totals,
    )
    options = import_options(strict, dry_run, accept_deletions, max_deletions)
    with open_database() as connection, shown_progress() as progress:
        desk = ImportDesk(progress, order.feed, options, report)
        client = _client(provider, credentials, auth, page_size, progress)
        job = Pull(connection, client, progress, options, desk.show_assessment, progress.note)
        desk.watch(lambda: job.run(order, folder or default_path(order.feed, Path.cwd())))


def _client(
    provider: Provider, credentials: Credentials, auth: str, page_size: int, progress: ShownProgress
) -> Client:
    if auth not in METHODS:
        raise AdminError(f"--auth must be one of {', '.join(METHODS)}, not {auth!r}.")
    sender = Sender(Patience(tell=progress.note))
    return Client(provider, sender, METHODS[auth](credentials, sender), page_size)


def _kinds(provider: Provider, wanted: list[str]) -> tuple[str, ...]:
    """The plurals of what to pull, in the order of references."""
    known = provider.version.kinds
    for one in wanted:
        if one not in known:
            raise AdminError(f"--collection must be one of {', '.join(known)}, not {one!r}.")
    return tuple(kind for kind in known if kind in wanted or not wanted)
