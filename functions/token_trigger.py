"""The token's HTTP trigger: from the Functions host's request to its reply."""

from __future__ import annotations

import json
from collections.abc import Callable

import azure.functions as func

from functions.keys import Keys
from functions.token_grant import LiveSecrets, grant_token
from functions.token_request import InvalidClient, read_token_request
from functions.tokens import Tokens

Handler = Callable[[func.HttpRequest], func.HttpResponse]

REFUSAL = {
    "error": "invalid_client",
    "error_description": "Request contains an invalid client ID or secret",
}
_NEVER_CACHED = {"Cache-Control": "no-store", "Pragma": "no-cache"}
_ASKS_FOR_BASIC = {**_NEVER_CACHED, "WWW-Authenticate": 'Basic realm="xporter"'}


def token_handler(
    live_secrets: LiveSecrets, keys: Keys, tokens: Tokens, clock: Callable[[], float]
) -> Handler:
    """What answers `POST token`. A failure of `live_secrets` passes through to the caller."""

    def answer(req: func.HttpRequest) -> func.HttpResponse:
        try:
            request = read_token_request(_lower_case(req), dict(req.params), req.get_body())
            reply = grant_token(request, live_secrets, keys, tokens, clock())
        except InvalidClient:
            return _json(401, REFUSAL, _ASKS_FOR_BASIC)
        return _json(200, reply, _NEVER_CACHED)

    return answer


def token_blueprint(handler: Handler, auth_level: func.AuthLevel) -> func.Blueprint:
    """The trigger `token`, answered by `handler`, to be registered with the function app."""
    blueprint = func.Blueprint()  # type: ignore[no-untyped-call]

    @blueprint.function_name("token")
    @blueprint.route(route="token", methods=["POST"], auth_level=auth_level)
    def token(req: func.HttpRequest) -> func.HttpResponse:
        return handler(req)

    return blueprint


def _lower_case(req: func.HttpRequest) -> dict[str, str]:
    return {name.lower(): value for name, value in req.headers.items()}


def _json(
    status: int, value: dict[str, str | int] | dict[str, str], headers: dict[str, str]
) -> func.HttpResponse:
    body = json.dumps(value, separators=(",", ":"))
    return func.HttpResponse(
        body, status_code=status, headers=headers, mimetype="application/json", charset="utf-8"
    )
