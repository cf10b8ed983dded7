"""Traces and metrics of the back-end, when a setting says where to (shared/telemetry.py).

A request is a span that continues the web tier's trace, each call of a procedure one inside it.
Spans and metrics name relying party and call, never a query, an address or a record.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

import azure.functions as func
from opentelemetry.trace import SpanKind, StatusCode, get_current_span
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator

from functions.journal import Entry
from functions.reads import pull_of
from shared.telemetry import Telemetry

Answer = Callable[[func.HttpRequest], func.HttpResponse]
Call = Callable[[str, Sequence[Any]], list[Any]]

_PROPAGATOR = TraceContextTextMapPropagator()


class Tracing:
    """What of the back-end goes through this is traced and counted."""

    def __init__(self, telemetry: Telemetry) -> None:
        self._tracer = telemetry.tracer
        meter = telemetry.meter
        self._requests = meter.create_counter("xporter.requests")
        self._errors = meter.create_counter("xporter.errors")
        self._records = meter.create_counter("xporter.records")
        self._bytes = meter.create_counter("xporter.bytes", unit="By")
        self._duration = meter.create_histogram("xporter.duration", unit="ms")
        self._pulls = meter.create_gauge("xporter.last_pull", unit="s")

    def request(self, name: str, answer: Answer) -> Answer:
        """`answer`, in a span that is named `name`."""

        def traced(req: func.HttpRequest) -> func.HttpResponse:
            parent = _PROPAGATOR.extract(req.headers)
            with self._tracer.start_as_current_span(name, parent, SpanKind.SERVER):
                return answer(req)

        return traced

    def call(self, call: Call) -> Call:
        """`call`, each in a span with the procedure's name."""

        def traced(procedure: str, arguments: Sequence[Any]) -> list[Any]:
            said = {"db.system.name": "postgresql", "db.stored_procedure.name": procedure}
            with self._tracer.start_as_current_span(
                procedure,
                kind=SpanKind.CLIENT,
                attributes=said,
                record_exception=False,  # its words may hold values
                set_status_on_exception=False,
            ) as span:
                try:
                    return call(procedure, arguments)
                except Exception:
                    span.set_status(StatusCode.ERROR)
                    raise

        return traced

    def witness(self, entry: Entry) -> None:
        """Tells the request's span what became of it, and counts."""
        get_current_span().set_attributes(_said(entry))
        party = entry.identity.relying_party_id if entry.identity else 0
        labels: dict[str, str | int] = {"relying_party": party, "call": entry.call}
        self._requests.add(1, {**labels, "status": entry.status})
        self._duration.record(entry.milliseconds, labels)
        self._bytes.add(entry.bytes, labels)
        if entry.status >= 400:
            self._errors.add(1, labels)
        if entry.page and entry.plan:
            self._records.add(entry.page.records, labels)
            pull = pull_of(entry.plan, entry.page)
            if pull:
                self._pulls.set(entry.at, {**labels, "pull": pull})


def _said(entry: Entry) -> dict[str, str | int]:
    said: dict[str, str | int] = {
        "xporter.request_id": entry.request_id,
        "xporter.call": entry.call,
        "http.response.status_code": entry.status,
    }
    if entry.identity:
        said["xporter.relying_party"] = entry.identity.relying_party_id
    if entry.page:
        said["xporter.records"] = entry.page.records
    return said
