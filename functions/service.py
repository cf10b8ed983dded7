"""The back-end's composition root: the only place that reads its environment and its clock."""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass

import azure.functions as func

from functions.consumers import Consumers
from functions.contents import Contents
from functions.credentials import Credentials
from functions.database import Database
from functions.identity import Identity
from functions.key_file import load_keys
from functions.pages import Page, Pages
from functions.plan import Plan
from functions.settings import FunctionsSettings
from functions.signed_identity import SignedIdentities
from functions.signed_request import is_signed, read_signed_request
from functions.token_trigger import Handler, token_handler
from functions.tokens import Tokens
from functions.writes import Write, Writes
from shared.errors import Unauthorized
from shared.oneroster import Shape
from shared.settings import load

_BEARER = re.compile(r"\s*bearer\s+(?P<token>\S+)\s*", re.IGNORECASE)


@dataclass(frozen=True)
class Service:
    """What the triggers work with. `revision` is that of what a plan's caller may read,
    `page` and `record` read it, `write` is what each shape of write does,
    `contents` tells what there is to export."""

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
    keys = load_keys(settings.token_keys)
    database = Database(settings.sql_connection_string)
    credentials = Credentials(database.call)
    pages = Pages(database.call)
    writes = Writes(database.call, time.time)
    tokens = Tokens(keys)
    return Service(
        tokens=tokens,
        signed=SignedIdentities(Consumers(credentials.consumer, keys), credentials.use_nonce),
        answer_token=token_handler(credentials.of_client, keys, tokens, time.time),
        answer_school_token=token_handler(credentials.of_school, keys, tokens, time.time),
        check_access=credentials.check_access,
        revision=pages.revision,
        page=pages.page,
        record=pages.record,
        write={Shape.PUT: writes.put, Shape.DELETE: writes.delete},
        contents=Contents(database.call),
        clock=time.time,
    )
