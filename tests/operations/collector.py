"""A collector of telemetry: takes OTLP over HTTP, and what goes to Application Insights."""

from __future__ import annotations

import gzip
import json
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any

from opentelemetry.proto.collector.metrics.v1.metrics_service_pb2 import (
    ExportMetricsServiceRequest,
)
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest


@dataclass(frozen=True)
class Span:
    """A span as it arrived; ids are hexadecimal."""

    service: str
    name: str
    trace_id: str
    span_id: str
    parent_id: str
    said: dict[str, Any]


@dataclass
class Collector:
    """What has arrived. `points` are (metric, labels, value), the latest last; `envelopes` are
    Application Insights' own."""

    url: str = ""
    spans: list[Span] = field(default_factory=list)
    points: list[tuple[str, dict[str, Any], float]] = field(default_factory=list)
    envelopes: list[dict[str, Any]] = field(default_factory=list)
    bodies: list[bytes] = field(default_factory=list)

    def take(self, path: str, body: bytes) -> None:
        self.bodies.append(body)
        if path == "/v1/traces":
            self._take_spans(ExportTraceServiceRequest.FromString(body))
        elif path == "/v1/metrics":
            self._take_points(ExportMetricsServiceRequest.FromString(body))
        elif path.endswith("/track"):
            self.envelopes.extend(json.loads(body))

    def _take_spans(self, sent: Any) -> None:
        for resource in sent.resource_spans:
            service = str(_values(resource.resource.attributes)["service.name"])
            for scope in resource.scope_spans:
                self.spans.extend(_span(service, one) for one in scope.spans)

    def _take_points(self, sent: Any) -> None:
        for resource in sent.resource_metrics:
            for scope in resource.scope_metrics:
                for metric in scope.metrics:
                    self.points.extend(_points(metric))

    def of_trace(self, trace_id: str) -> list[Span]:
        return [one for one in self.spans if one.trace_id == trace_id]

    def latest(self, metric: str, **labels: Any) -> float:
        """The metric's last value under those labels; 0 when there is none."""
        found = [
            value
            for name, said, value in self.points
            if name == metric and labels.items() <= said.items()
        ]
        return found[-1] if found else 0.0


def _span(service: str, one: Any) -> Span:
    ids = one.trace_id.hex(), one.span_id.hex(), one.parent_span_id.hex()
    return Span(service, one.name, *ids, _values(one.attributes))


def _points(metric: Any) -> Iterator[tuple[str, dict[str, Any], float]]:
    kind = metric.WhichOneof("data")
    for point in getattr(metric, kind).data_points:
        value = point.count if kind == "histogram" else getattr(point, point.WhichOneof("value"))
        yield metric.name, _values(point.attributes), float(value)


def _values(attributes: Any) -> dict[str, Any]:
    return {one.key: getattr(one.value, one.value.WhichOneof("value")) for one in attributes}


@contextmanager
def collecting() -> Iterator[Collector]:
    """A collector on a port of its own."""
    collector = Collector()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.headers.get("Content-Encoding") == "gzip":
                body = gzip.decompress(body)
            collector.take(self.path, body)
            self.send_response(200)
            accepted = b'{"itemsReceived":1,"itemsAccepted":1,"errors":[]}'
            self.send_header("Content-Type", "application/json")
            self.send_header("Content-Length", str(len(accepted)))
            self.end_headers()
            self.wfile.write(accepted)

        def log_message(self, format: str, *args: Any) -> None:
            pass

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    collector.url = f"http://127.0.0.1:{server.server_port}"
    thread = threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True)
    thread.start()
    try:
        yield collector
    finally:
        server.shutdown()
        server.server_close()
