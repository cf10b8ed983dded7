"""The WSGI front: find the function, call it, send its reply."""

from __future__ import annotations

import hmac
import logging
from collections.abc import Callable, Iterable
from http.client import responses
from typing import Any

from local.host.calling import Reply, Request, call
from local.host.configuration import Configuration
from local.host.decoding import BadRequest, body, headers, query_values, target
from local.host.loading import HttpFunction
from local.host.routes import Routes
from shared.gate import Gate

Environ = dict[str, Any]
Call = Callable[[HttpFunction, Request, str], Reply]
StartResponse = Callable[[str, list[tuple[str, str]]], object]

_log = logging.getLogger("local.host")
_STATUS_LINE = {code: f"{code} {phrase}" for code, phrase in responses.items()}
_WITHOUT_BODY = (204, 304)
_BUSY = Reply(503, [("retry-after", "1")], b"")


class Application:
    """Serves HTTP functions by the host's rules; `call` runs one and may raise."""

    def __init__(
        self,
        functions: Iterable[HttpFunction],
        configuration: Configuration,
        call: Call = call,
    ) -> None:
        self._routes = Routes(functions, configuration.route_prefix)
        self._call = call
        self._body_limit = configuration.body_limit
        self._key = configuration.key.encode()
        self._directory = str(configuration.root)
        self.gate = Gate()

    def __call__(self, environ: Environ, start_response: StartResponse) -> Iterable[bytes]:
        if not self.gate.enter():
            return _send(_BUSY, environ["REQUEST_METHOD"], start_response)
        try:
            reply = self._answer(environ)
        except BadRequest as refusal:
            reply = _empty(refusal.status)
        finally:
            self.gate.leave()
        return _send(reply, environ["REQUEST_METHOD"], start_response)

    def _answer(self, environ: Environ) -> Reply:
        method = environ["REQUEST_METHOD"]
        wanted = target(environ)
        found = self._routes.find(method, wanted.path)
        if found is None:
            return _empty(404)
        function, route = found
        query = query_values(wanted.query)
        sent = headers(environ)
        if self._key and function.needs_key and not self._may_call(sent, query):
            return _empty(401)
        content = body(environ, self._body_limit)
        request = Request(method, wanted.url, sent, query, route, content)
        return self._called(function, request)

    def _called(self, function: HttpFunction, request: Request) -> Reply:
        try:
            return self._call(function, request, self._directory)
        except Exception:
            _log.exception("Executed 'Functions.%s' (Failed)", function.name)
            return _empty(500)

    def _may_call(self, sent: dict[str, str], query: dict[str, str]) -> bool:
        key = sent.get("x-functions-key") or query.get("code", "")
        return hmac.compare_digest(key.encode(), self._key)


def _empty(status: int) -> Reply:
    return Reply(status, [], b"")


def _send(reply: Reply, method: str, start_response: StartResponse) -> Iterable[bytes]:
    kept = [one for one in reply.headers if one[0].lower() != "content-length"]
    content = b"" if reply.status in _WITHOUT_BODY else reply.body
    if reply.status not in _WITHOUT_BODY:
        kept.append(("content-length", str(len(content))))
    start_response(_STATUS_LINE.get(reply.status) or f"{reply.status} Status", kept)
    return () if method == "HEAD" else (content,)
