"""Whether this tier lives, and whether it can serve: for load balancers and container platforms."""

from __future__ import annotations

import json

from flask import Flask, Response, request

from web.backend import Backend, Reply
from web.errors import BackendFailed
from web.journal import entry_of
from web.replies import NEVER_STORED, json_reply

RETRY_AFTER = 5  # seconds


def add_health(app: Flask, backend: Backend) -> None:
    """`/healthz`: this process answers. `/readyz`: so do the back-end and its database, at the
    version that the back-end needs; and this process is not about to end."""

    def healthz() -> Response:
        return json_reply(b'{"status":"alive"}', NEVER_STORED)

    def readyz() -> Response:
        problem = _problem(backend) if entry_of(request.environ).entered else "it is about to end"
        if not problem:
            return json_reply(b'{"status":"ready"}', NEVER_STORED)
        said = {"status": "not ready", "problem": problem}
        headers = {**NEVER_STORED, "Retry-After": str(RETRY_AFTER)}
        return json_reply(json.dumps(said).encode(), headers, status=503)

    app.add_url_rule("/healthz", view_func=healthz, endpoint="healthz")
    app.add_url_rule("/readyz", view_func=readyz, endpoint="readyz")


def _problem(backend: Backend) -> str:
    try:
        reply = backend.get("/readyz", {"X-Request-Id": entry_of(request.environ).request_id})
    except BackendFailed as failed:
        if "status 503" in failed.reason:
            return "the back-end is not ready; its own /readyz says why"
        return "the back-end does not answer"
    return "" if _is_ready(reply) else "what answers in the back-end's place is not the back-end"


def _is_ready(reply: Reply) -> bool:
    return reply.status == 200 and b'"ready"' in reply.body
