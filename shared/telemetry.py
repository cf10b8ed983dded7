"""OpenTelemetry: traces and metrics, exported by OTLP over HTTP or to Application Insights.

Without a setting that names where to, nothing of it is imported. The packages are optional
(telemetry-requirements.txt): when they are missing a warning says so, and the tier serves all the
same.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from shared.logs import line

if TYPE_CHECKING:
    from opentelemetry.metrics import Meter
    from opentelemetry.trace import Tracer

log = logging.getLogger("xporter.telemetry")

OTLP = "OTEL_EXPORTER_OTLP_ENDPOINT"
APPLICATION_INSIGHTS = "APPLICATIONINSIGHTS_CONNECTION_STRING"


@dataclass(frozen=True)
class Telemetry:
    """Makes spans and instruments of a tier."""

    tracer: Tracer
    meter: Meter


def telemetry(environ: Mapping[str, str], service: str) -> Telemetry | None:
    """The telemetry of `service` (its name unless OTEL_SERVICE_NAME gives another) to where the
    settings say; None when they do not. Everything else is set by OpenTelemetry's own variables."""
    if not environ.get(OTLP) and not environ.get(APPLICATION_INSIGHTS):
        return None
    try:
        exporters = _otlp() if environ.get(OTLP) else _application_insights(environ)
        return _provided(exporters, environ.get("OTEL_SERVICE_NAME") or service)
    except ImportError as missing:
        log.warning(line("telemetry is off: pip install -r telemetry-requirements.txt"))
        log.warning(line("a package is missing", package=missing.name))
        return None


def _otlp() -> tuple[Any, Any]:
    from opentelemetry.exporter.otlp.proto.http.metric_exporter import OTLPMetricExporter
    from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter

    return OTLPSpanExporter(), OTLPMetricExporter()


def _application_insights(environ: Mapping[str, str]) -> tuple[Any, Any]:
    from azure.monitor.opentelemetry.exporter import (
        AzureMonitorMetricExporter,
        AzureMonitorTraceExporter,
    )

    # It would tell its maker about itself, ask there what to do, and keep on this disk what it
    # cannot send.
    for name in ("STATSBEAT_DISABLED_ALL", "SDKSTATS_DISABLED", "CONTROLPLANE_DISABLED"):
        os.environ.setdefault(f"APPLICATIONINSIGHTS_{name}", "true")
    options = {"connection_string": environ[APPLICATION_INSIGHTS], "disable_offline_storage": True}
    return AzureMonitorTraceExporter(**options), AzureMonitorMetricExporter(**options)


def _provided(exporters: tuple[Any, Any], service: str) -> Telemetry:
    from opentelemetry.sdk.metrics import MeterProvider
    from opentelemetry.sdk.metrics.export import PeriodicExportingMetricReader
    from opentelemetry.sdk.resources import Resource
    from opentelemetry.sdk.trace import TracerProvider
    from opentelemetry.sdk.trace.export import BatchSpanProcessor

    resource = Resource.create({"service.name": service})
    spans, metrics = exporters
    tracers = TracerProvider(resource=resource)
    tracers.add_span_processor(BatchSpanProcessor(spans))
    meters = MeterProvider([PeriodicExportingMetricReader(metrics)], resource=resource)
    return Telemetry(tracers.get_tracer("xporter"), meters.get_meter("xporter"))
