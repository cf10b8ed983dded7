"""Calling a function with a request, through azure-functions' own converters."""

from __future__ import annotations

import asyncio
import threading
import uuid
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from types import SimpleNamespace
from typing import Any, NamedTuple

import azure.functions as func

from local.host.converters import REQUEST, RESPONSE
from local.host.cookies import set_cookie
from local.host.loading import HttpFunction

_LOCAL = threading.local()


class Datum(NamedTuple):
    """A value with its wire type, as converters read it."""

    value: Any
    type: str


class Reply(NamedTuple):
    """What a function answered: status, headers in order, body."""

    status: int
    headers: list[tuple[str, str]]
    body: bytes


@dataclass(frozen=True)
class Context(func.Context):
    """What a function learns of its call when it has a parameter `context`."""

    invocation_id: str = ""
    function_name: str = ""
    function_directory: str = ""
    trace_context: Any = None
    retry_context: Any = None
    thread_local_storage: Any = _LOCAL


class Request(NamedTuple):
    """A call as the host hands it to the runtime."""

    method: str
    url: str
    headers: Mapping[str, str]
    query: Mapping[str, str]
    route: Mapping[str, str]
    body: bytes


def call(function: HttpFunction, request: Request, directory: str) -> Reply:
    """Runs the function. Raises what it raises, and TypeError for a result that is no reply."""
    seen = REQUEST.decode(http_datum(request), trigger_metadata=None)
    arguments = {function.parameter: seen}
    if function.wants_context:
        arguments["context"] = _context(function, request, directory)
    if function.is_async:
        result = asyncio.run_coroutine_threadsafe(function.call(**arguments), _loop()).result()
    else:
        result = function.call(**arguments)
    return reply_of(_encoded(result))


def http_datum(request: Request) -> Datum:
    """The request as the converters read it."""
    value = {
        "method": Datum(request.method, "string"),
        "url": Datum(request.url, "string"),
        "headers": _strings(request.headers),
        "query": _strings(request.query),
        "params": _strings(request.route),
        "body": Datum(request.body, "bytes"),
    }
    return Datum(value, "http")


def reply_of(datum: Any) -> Reply:
    """The HTTP reply that the host makes of what the converters made of a function's result."""
    if datum.type == "string":
        return Reply(200, [("content-type", "text/plain; charset=utf-8")], datum.value.encode())
    value = datum.value
    headers = [(name, one.value) for name, one in value["headers"].items()]
    for cookies in value["cookies"] or ():
        headers.extend(("set-cookie", set_cookie(one)) for one in cookies.values())
    return Reply(int(value["status_code"].value), headers, value["body"].value)


def _encoded(result: Any) -> Any:
    try:
        return RESPONSE.encode(result, expected_type=None)
    except NotImplementedError:
        kind = type(result).__name__
        raise TypeError(f"a function must return an HttpResponse, not {kind}") from None


def _strings(values: Mapping[str, str]) -> dict[str, Datum]:
    return {name: Datum(value, "string") for name, value in values.items()}


def _context(function: HttpFunction, request: Request, directory: str) -> Context:
    parent = request.headers.get("traceparent", "")
    state = request.headers.get("tracestate", "")
    return Context(
        invocation_id=str(uuid.uuid4()),
        function_name=function.name,
        function_directory=directory,
        trace_context=SimpleNamespace(trace_parent=parent, trace_state=state, attributes={}),
        retry_context=SimpleNamespace(retry_count=0, max_retry_count=0, exception=None),
    )


@cache
def _loop() -> asyncio.AbstractEventLoop:
    """The one event loop of all async functions, in a thread of its own."""
    loop = asyncio.new_event_loop()
    run: Callable[[], None] = loop.run_forever
    threading.Thread(target=run, name="async functions", daemon=True).start()
    return loop
