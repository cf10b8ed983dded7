"""The back-end's composition root: the only place that reads its environment and its clock."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

import azure.functions as func

from functions.consumers import Consumers
from functions.contents import Contents
from functions.credentials import Credentials
from functions.database import Database
from functions.exports import Exports
from functions.guesses import Guesses
from functions.identity import Identity
from functions.journal import Witness, tell_log
from functions.pages import Call, Page, Pages
from functions.permits import Permits
from functions.plan import Plan
from functions.readiness import Readiness
from functions.reads import Reads
from functions.settings import FunctionsSettings
from functions.signed_identity import SignedIdentities
from functions.signed_request import is_signed, read_signed_request
from functions.token_trigger import Handler, token_handler
from functions.tokens import Tokens
from functions.writes import Write, Writes
from shared.errors import Unauthorized
from shared.oneroster import Shape
from shared.settings import load
from shared.telemetry import telemetry

if TYPE_CHECKING:
    from functions.tracing import Tracing

_BEARER = re.compile(r"\s*bearer\s+(?P<token>\S+)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Service:
    """What the triggers work with. `revision` is that of what a plan's caller may read,
    `page` and `record` read it, `write` is what each shape of write does,
    `contents` tells what there is to export. `witnesses` are told of
    each request that was answered; `tracing` is None when nobody wants to know."""

    tokens: Tokens
    signed: SignedIdentities
    answer_token: Handler
    answer_school_token: Handler
    check_access: Callable[[Identity], None]
    revision: Callable[[Plan], int]
    page: Callable[[Plan], Page]
    record: Callable[[Plan], Page]
    write: Mapping[Shape, Callable[[Write], int]]
    contents: Contents
    permits: Permits
    exports: Exports
    readiness: Readiness
    witnesses: tuple[Witness, ...]
    tracing: Tracing | None
    clock: Callable[[], float]

    def identify(self, req: func.HttpRequest) -> Identity:
        """Whom the `Authorization`, a token or a signature, speaks for. Raises Unauthorized."""
        authorization = req.headers.get("authorization", "")
        if is_signed(authorization):
            return self.signed.identify(read_signed_request(req), self.clock())
        found = _BEARER.fullmatch(authorization)
        if found is None:
            raise Unauthorized("A bearer token is needed: Authorization: Bearer <access_token>")
        return self.tokens.open_token(found["token"], self.clock())


def compose(environ: Mapping[str, str]) -> Service:
    """The service of a process. Raises SettingsError naming every setting that is wrong."""
    settings = load(FunctionsSettings, environ)
    keys = settings.keys
    database = Database(settings.sql_connection_string)
    tracing = _tracing(environ)
    call = tracing.call(database.call) if tracing else database.call
    credentials = Credentials(call)
    pages = Pages(call)
    writes = Writes(call, time.time)
    tokens = Tokens(keys)
    guesses = Guesses(call, keys, settings.token_failures)
    return Service(
        tokens=tokens,
        signed=SignedIdentities(Consumers(credentials.consumer, keys), credentials.use_nonce),
        answer_token=token_handler(credentials.of_client, keys, tokens, guesses, time.time),
        answer_school_token=token_handler(credentials.of_school, keys, tokens, guesses, time.time),
        check_access=credentials.check_access,
        revision=pages.revision,
        page=pages.page,
        record=pages.record,
        write={Shape.PUT: writes.put, Shape.DELETE: writes.delete},
        contents=Contents(call),
        permits=Permits(call, settings.requests_per_minute),
        exports=Exports(call, settings.exports_at_once),
        readiness=Readiness(database.call),
        witnesses=_witnesses(database.call, tracing),
        tracing=tracing,
        clock=time.time,
    )


def _witnesses(call: Call, tracing: Tracing | None) -> tuple[Witness, ...]:
    everyones = (tell_log, Reads(call).note)
    return (*everyones, tracing.witness) if tracing else everyones


def _tracing(environ: Mapping[str, str]) -> Tracing | None:
    """What traces, if a setting says where to; only then are its packages imported."""
    wanted = telemetry(environ, "xporter-functions")
    if wanted is None:
        return None
    from functions.tracing import Tracing

    return Tracing(wanted)
