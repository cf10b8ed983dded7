"""Whether this instance can serve: for load balancers, container platforms and operators."""

from __future__ import annotations

import json
import time
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from threading import Lock
from typing import Any

import azure.functions as func

from shared.errors import InternalError

NEEDED = 1  # of what gcidm.get_interfaceVersion gives, this or more
REMEMBERED_SECONDS = 1.0

Call = Callable[[str, Sequence[Any]], list[Any]]


@dataclass(frozen=True)
class Verdict:
    """`problem` is empty when all is well."""

    problem: str
    at: float


class Readiness:
    """Asks the database, at most once in REMEMBERED_SECONDS, however many ask here."""

    def __init__(self, call: Call, clock: Callable[[], float] = time.monotonic) -> None:
        self._call = call
        self._clock = clock
        self._lock = Lock()
        self._known = Verdict("", float("-inf"))

    def problem(self) -> str:
        """Why this instance cannot serve; "" when it can."""
        with self._lock:
            now = self._clock()
            if now - self._known.at >= REMEMBERED_SECONDS:
                self._known = Verdict(self._problem(), now)
            return self._known.problem

    def _problem(self) -> str:
        try:
            version = int(self._call("gcidm.get_interfaceVersion", [])[0][0])
        except InternalError:
            return "the database does not answer, or `xporter database apply` never ran in it"
        if version < NEEDED:
            return (
                f"the database is at version {version}, and {NEEDED} is needed:"
                " run `xporter database apply`"
            )
        return ""


def alive() -> func.HttpResponse:
    """This process answers."""
    return _reply(200, {"status": "alive"})


def ready(readiness: Readiness) -> func.HttpResponse:
    """200 when this instance can serve, else 503 and why not."""
    problem = readiness.problem()
    if problem:
        return _reply(503, {"status": "not ready", "problem": problem}, {"Retry-After": "5"})
    return _reply(200, {"status": "ready"})


def _reply(
    status: int, said: dict[str, str], headers: dict[str, str] | None = None
) -> func.HttpResponse:
    fresh = {"Cache-Control": "no-store", **(headers or {})}
    return func.HttpResponse(
        json.dumps(said), status_code=status, headers=fresh, mimetype="application/json"
    )
