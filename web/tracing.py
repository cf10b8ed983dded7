"""Traces and metrics of the web tier, when a setting says where to (shared/telemetry.py).

A request is a span that continues the caller's trace if there is one, each call of the back-end one
inside it, whose context goes along in `traceparent` (W3C Trace Context). Spans name the call, never
a query or a record.
"""

from __future__ import annotations

import time
from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from opentelemetry.context import attach, detach
from opentelemetry.trace import Span, SpanKind, StatusCode, set_span_in_context
from opentelemetry.trace.propagation.tracecontext import TraceContextTextMapPropagator
from requests import PreparedRequest, Response, Session
from requests.adapters import HTTPAdapter

from shared.telemetry import Telemetry
from web.journal import entry_of

if TYPE_CHECKING:
    from _typeshed.wsgi import StartResponse, WSGIApplication, WSGIEnvironment

_PROPAGATOR = TraceContextTextMapPropagator()


class Traced:
    """WSGI middleware around the journal: a span and a measurement for each request."""

    def __init__(self, app: WSGIApplication, telemetry: Telemetry) -> None:
        self._app = app
        self._tracer = telemetry.tracer
        self._duration = telemetry.meter.create_histogram("xporter.web.duration", unit="ms")

    def __call__(self, environ: WSGIEnvironment, start_response: StartResponse) -> Iterable[bytes]:
        method = environ["REQUEST_METHOD"]
        sent = {name: environ.get(f"HTTP_{name.upper()}", "") for name in _PROPAGATOR.fields}
        span = self._tracer.start_span(method, _PROPAGATOR.extract(sent), SpanKind.SERVER)
        started, token = time.perf_counter(), attach(set_span_in_context(span))

        def end() -> None:
            detach(token)
            _tell(span, environ)
            entry = entry_of(environ)
            labels: dict[str, str | int] = {"call": entry.call, "status": entry.status}
            self._duration.record((time.perf_counter() - started) * 1000, labels)

        return _Ended(self._app(environ, start_response), end)


class _Ended:
    """A reply's pieces; calls `end` when the server closes them."""

    def __init__(self, pieces: Any, end: Any) -> None:
        self._pieces = pieces
        self._iterator = iter(pieces)
        self._end = end

    def __iter__(self) -> Iterator[bytes]:
        return self

    def __next__(self) -> bytes:
        piece: bytes = next(self._iterator)
        return piece

    def close(self) -> None:
        try:
            self._pieces.close()
        finally:
            self._end()


class TracedAdapter(HTTPAdapter):
    """Sends requests to the back-end, each in a span."""

    def __init__(self, telemetry: Telemetry, connections: int) -> None:
        super().__init__(pool_connections=4, pool_maxsize=connections)
        self._telemetry = telemetry

    def send(self, request: PreparedRequest, *args: Any, **arguments: Any) -> Response:
        tracer = self._telemetry.tracer
        with tracer.start_as_current_span(
            "back-end",
            kind=SpanKind.CLIENT,
            record_exception=False,  # its words hold addresses
            set_status_on_exception=False,
        ) as span:
            _PROPAGATOR.inject(request.headers)
            try:
                response = super().send(request, *args, **arguments)
            except Exception:
                span.set_status(StatusCode.ERROR)
                raise
            span.set_attribute("http.response.status_code", response.status_code)
            return response


def trace_calls(session: Session, telemetry: Telemetry, connections: int) -> None:
    """What goes through `session` is traced."""
    for scheme in ("http://", "https://"):
        session.mount(scheme, TracedAdapter(telemetry, connections))


def _tell(span: Span, environ: WSGIEnvironment) -> None:
    entry = entry_of(environ)
    span.update_name(f"{entry.method} {entry.call}")
    span.set_attributes(
        {
            "http.request.method": entry.method,
            "http.response.status_code": entry.status,
            "http.response.body.size": entry.sent,
            "xporter.call": entry.call,
            "xporter.request_id": entry.request_id,
            "xporter.ended": entry.ended,
        }
    )
    span.end()
