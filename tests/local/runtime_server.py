"""Serves an app through Microsoft's azure-functions-runtime: python runtime_server.py ROOT PORT.

The runtime loads, checks and calls the functions; routes and HTTP, which are the host's and not the
runtime's part, are the stand-in's. Runs with Python 3.13 in an environment of its own; exits with 4
and the runtime's words when it refuses the app.
"""

from __future__ import annotations

import asyncio
import json
import os
import sys
import uuid
from pathlib import Path
from socketserver import ThreadingMixIn
from types import SimpleNamespace
from typing import Any
from wsgiref.simple_server import WSGIRequestHandler, WSGIServer

# The app's own packages before ours: it must be whole without us.
sys.path.insert(0, str(Path(__file__).resolve().parents[2]))
sys.path.insert(0, str(Path(sys.argv[1]).resolve()))

import azure_functions_runtime as runtime
from azure_functions_runtime.native_invocation import (
    invocation_request_native,
    run_invocation_sync,
)

from local.host.application import Application
from local.host.calling import Reply, Request, http_datum, reply_of
from local.host.configuration import local_settings, read
from local.host.loading import HttpFunction

REFUSED = 4


class Protos:
    """The wire messages that the runtime fills in: any name is a record of what it is given."""

    BindingInfo = type("BindingInfo", (SimpleNamespace,), {"undefined": 0, "out": 1, "inout": 2})
    StatusResult = type("StatusResult", (SimpleNamespace,), {"Failure": 0, "Success": 1})

    def __getattr__(self, name: str) -> type:
        return SimpleNamespace


class Server(ThreadingMixIn, WSGIServer):
    daemon_threads = True


class Handler(WSGIRequestHandler):
    """Keeps the path as it was sent, and invents no Content-Type, as gunicorn does."""

    def get_environ(self) -> dict[str, Any]:
        content_type = self.headers.get("Content-Type", "")
        return {**super().get_environ(), "RAW_URI": self.path, "CONTENT_TYPE": content_type}

    def log_message(self, format: str, *args: object) -> None:
        pass


class Refused(Exception):
    """The runtime would not load the app."""


async def index(root: Path) -> list[Any]:
    """The runtime's metadata of every function. Raises Refused with the runtime's words."""
    wanted = SimpleNamespace(capabilities={}, function_app_directory=str(root))
    message = SimpleNamespace(
        request=SimpleNamespace(worker_init_request=wanted),
        properties={"host": "127.0.0.1", "protos": Protos()},
    )
    reply = await runtime.worker_init_request(message)
    if reply.result.status != Protos.StatusResult.Success:
        raise Refused(reply.result.exception.message)
    return list((await runtime.functions_metadata_request(message)).function_metadata_results)


def http_function(metadata: Any) -> HttpFunction:
    """What the host learns of a function; `route` and the rest come from its raw bindings."""
    bindings = [json.loads(one) for one in metadata.raw_bindings]
    trigger = next(one for one in bindings if one["type"] == "httpTrigger")
    return HttpFunction(
        name=metadata.name,
        route=trigger["route"].strip("/"),
        methods=tuple(one.upper() for one in trigger.get("methods", ())),
        needs_key=trigger["authLevel"].lower() != "anonymous",
        call=lambda: metadata.function_id,
        parameter=trigger["name"],
        wants_context=False,
        is_async=False,
    )


def call(function: HttpFunction, request: Request, directory: str) -> Reply:
    """Has the runtime call the function. Raises RuntimeError with its words when that fails."""
    function_id = function.call()
    inputs = [(function.parameter, http_datum(request))]
    known = (str(uuid.uuid4()), function_id, inputs, {})
    handled, ok, result, _, error, _ = run_invocation_sync(*known)
    if not handled:
        ok, result, _, error, _ = asyncio.run(invocation_request_native(*known))
    if not ok:
        raise RuntimeError(error)
    return reply_of(result)


def main() -> None:
    root, port = Path(sys.argv[1]).resolve(), int(sys.argv[2])
    os.environ.update({**local_settings(root), **os.environ})
    os.chdir(root)
    runtime.start_threadpool_executor()
    try:
        functions = [http_function(one) for one in asyncio.run(index(root))]
    except Refused as refusal:
        print(refusal, file=sys.stderr)
        sys.exit(REFUSED)
    server = Server(("127.0.0.1", port), Handler)
    server.set_app(Application(functions, read(root, os.environ), call))
    server.serve_forever()


if __name__ == "__main__":
    main()
