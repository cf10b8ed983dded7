"""The tokens' HTTP triggers: from the Functions host's request to its reply."""

from __future__ import annotations

import json
from collections.abc import Callable

import azure.functions as func

from functions.guesses import Guesses
from functions.keys import Keys
from functions.token_grant import LiveSecrets, grant_token
from functions.token_request import InvalidClient, InvalidScope, read_token_request
from functions.tokens import Tokens

Handler = Callable[[func.HttpRequest], func.HttpResponse]

REFUSAL = {
    "error": "invalid_client",
    "error_description": "Request contains an invalid client ID or secret",
}
NOTHING_GRANTED = {
    "error": "invalid_scope",
    "error_description": "None of the scopes that were asked for has been granted",
}
_NEVER_CACHED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_ASKS_FOR_BASIC = {**_NEVER_CACHED, "WWW-Authenticate": 'Basic realm="xporter"'}


def token_handler(
    live_secrets: LiveSecrets,
    keys: Keys,
    tokens: Tokens,
    guesses: Guesses,
    clock: Callable[[], float],
) -> Handler:
    """What answers a token's POST, for the clients that `live_secrets` knows. A failure of
    `live_secrets` passes through to the caller, as does TooManyRequests of `guesses`."""

    def answer(req: func.HttpRequest) -> func.HttpResponse:
        try:
            request = read_token_request(_lower_case(req), dict(req.params), req.get_body())
            with guesses.watching(request.client_id, req.headers.get("x-client-address", "")):
                reply = grant_token(request, live_secrets, keys, tokens, clock())
        except InvalidClient:
            return _json(401, REFUSAL, _ASKS_FOR_BASIC)
        except InvalidScope:
            return _json(400, NOTHING_GRANTED, _NEVER_CACHED)
        return _json(200, reply, _NEVER_CACHED)

    return answer


def _lower_case(req: func.HttpRequest) -> dict[str, str]:
    return {name.lower(): value for name, value in req.headers.items()}


def _json(
    status: int, value: dict[str, str | int] | dict[str, str], headers: dict[str, str]
) -> func.HttpResponse:
    body = json.dumps(value, separators=(",", ":"))
    return func.HttpResponse(
        body, status_code=status, headers=headers, mimetype="application/json", charset="utf-8"
    )
