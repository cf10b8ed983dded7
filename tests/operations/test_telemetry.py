"""Traces and metrics: through both tiers into the database, to a collector over real HTTP."""

from __future__ import annotations

import os
import secrets
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from dataclasses import replace
from pathlib import Path

import pytest
import requests

from local.places import ROOT
from local.ports import free_port
from local.tiers import Ports, functions_ready, functions_tier, web_ready, web_tier
from tests.operations.collector import Collector, collecting
from tests.operations.conftest import TRUST
from tests.stack import Client, Stack, without_login
from tests.tier import Tier
from tests.xporter.asking import identity_of, wait_until

SOON = {
    "OTEL_BSP_SCHEDULE_DELAY": "50",
    "OTEL_METRIC_EXPORT_INTERVAL": "100",
    "XPORTER_PAGE_SIZE": "50",
    "WEB_CONCURRENCY": "1",
}


@pytest.fixture(scope="module")
def collector() -> Iterator[Collector]:
    with collecting() as collector:
        yield collector


@pytest.fixture(scope="module")
def traced(
    stack: Stack,
    collector: Collector,
    app_login: str,
    key_file: Path,
    tmp_path_factory: pytest.TempPathFactory,
) -> Iterator[Stack]:
    """Tiers over the shared stack's database that tell the collector."""
    with ExitStack() as cleanup:
        environ = {**SOON, "OTEL_EXPORTER_OTLP_ENDPOINT": collector.url}
        folder = tmp_path_factory.mktemp("traced")
        yield _started(stack, environ, app_login, key_file, folder, cleanup)


def _started(
    stack: Stack,
    environ: dict[str, str],
    login: str,
    key_file: Path,
    folder: Path,
    cleanup: ExitStack,
) -> Stack:
    ports = Ports(web=free_port(), functions=free_port())
    settings = {
        "SQL_CONNECTION_STRING": f"{without_login(stack.database)};{login}",
        "XPORTER_TOKEN_KEYS": str(key_file),
        **environ,
    }
    tiers = []
    for name, program, ready in (
        ("functions", functions_tier(ports, core_tools=False), functions_ready),
        ("web", web_tier(ports), web_ready),
    ):
        own = {**program.environ, **settings}
        tier = Tier(replace(program, environ=own, log=folder / f"{name}.log"))
        tier.start()
        cleanup.callback(tier.kill)
        tier.wait_until(lambda ready=ready: bool(ready(ports)))  # type: ignore[misc]
        tiers.append(tier)
    trust = replace(stack.trust, base=ports.base_url, session=requests.Session())
    return replace(stack, ports=ports, folder=folder, functions=tiers[0], web=tiers[1], trust=trust)


def ask(client: Client, path: str) -> tuple[str, requests.Response]:
    """A request with a trace of its caller's: the trace's id, and the reply."""
    trace_id = secrets.token_hex(16)
    parent = f"00-{trace_id}-{secrets.token_hex(8)}-01"
    return trace_id, client.get(path, headers={"traceparent": parent})


def _names(collector: Collector, trace_id: str) -> list[str]:
    return [one.name for one in collector.of_trace(trace_id)]


def test_a_request_is_one_trace_through_both_tiers_into_the_database(
    traced: Stack, collector: Collector
) -> None:
    trace_id, reply = ask(traced.trust, "/users?limit=2")
    wanted = {"GET getAllUsers", "back-end", "getAllUsers", "gcidm.get_users"}
    wait_until(lambda: wanted <= {*_names(collector, trace_id)})
    spans = {one.name: one for one in collector.of_trace(trace_id)}
    request, call = spans["GET getAllUsers"], spans["back-end"]
    behind, query = spans["getAllUsers"], spans["gcidm.get_users"]
    assert (call.parent_id, behind.parent_id) == (request.span_id, call.span_id)
    assert query.parent_id == behind.span_id
    assert (request.service, behind.service) == ("xporter-web", "xporter-functions")
    for one in (request, behind):
        assert one.said["xporter.request_id"] == reply.headers["X-Request-Id"]
        assert one.said["http.response.status_code"] == 200


def test_the_pages_of_a_long_reply_are_one_trace(traced: Stack, collector: Collector) -> None:
    trace_id, reply = ask(traced.trust, "/users")
    pages = -(-len(reply.json()["users"]) // 50)
    assert pages > 5
    wait_until(lambda: _names(collector, trace_id).count("getAllUsers") == pages)
    wait_until(lambda: "GET getAllUsers" in _names(collector, trace_id))
    assert _names(collector, trace_id).count("GET getAllUsers") == 1


def test_without_a_callers_trace_each_request_has_its_own(
    traced: Stack, collector: Collector
) -> None:
    ids = [traced.trust.get("/orgs").headers["X-Request-Id"] for _ in range(2)]

    def traces() -> set[str]:
        return {
            one.trace_id for one in collector.spans if one.said.get("xporter.request_id") in ids
        }

    wait_until(lambda: len(traces()) == 2)


def test_metrics_tell_of_each_relying_party_and_call(traced: Stack, collector: Collector) -> None:
    made = traced.client("Measured", TRUST)
    client = replace(made, base=traced.ports.oneroster_url, session=requests.Session())
    party = identity_of(traced, client).relying_party_id
    for path in ("/classes?limit=3", "/classes?limit=3", "/classes?filter=x", "/orgs"):
        client.get(path)
    labels = {"relying_party": party, "call": "getAllClasses"}
    wait_until(lambda: collector.latest("xporter.requests", **labels, status=400) == 1)
    assert collector.latest("xporter.requests", **labels, status=200) == 2
    assert collector.latest("xporter.records", **labels) == 6
    assert collector.latest("xporter.errors", **labels) == 1
    assert collector.latest("xporter.bytes", **labels) > 100
    assert collector.latest("xporter.duration", **labels) == 3
    orgs = {"relying_party": party, "call": "getAllOrgs", "pull": "full"}
    wait_until(lambda: collector.latest("xporter.last_pull", **orgs) > 1_700_000_000)


def test_neither_tokens_nor_records_are_in_it(traced: Stack, collector: Collector) -> None:
    trace_id, reply = ask(traced.trust, "/users?limit=2&filter=status%3D'active'")
    wait_until(lambda: "GET getAllUsers" in _names(collector, trace_id))
    user = reply.json()["users"][0]
    token = str(traced.trust.session.headers["Authorization"]).removeprefix("Bearer ")
    for body in collector.bodies:
        for secret in (user["sourcedId"], user["familyName"], token, traced.trust.client_secret):
            assert secret.encode() not in body


def test_application_insights_is_told_when_its_connection_string_is_set(
    stack: Stack, app_login: str, key_file: Path, tmp_path: Path
) -> None:
    with collecting() as collector, ExitStack() as cleanup:
        where = f"InstrumentationKey={'1' * 8}-1111-1111-1111-{'1' * 12}"
        environ = {
            **SOON,
            "APPLICATIONINSIGHTS_CONNECTION_STRING": f"{where};IngestionEndpoint={collector.url}/",
        }
        own = _started(stack, environ, app_login, key_file, tmp_path, cleanup)
        trace_id, _ = ask(own.trust, "/orgs")

        def names() -> set[str]:
            return {
                str(one["data"]["baseData"].get("name"))
                for one in collector.envelopes
                if one.get("tags", {}).get("ai.operation.id") == trace_id
            }

        wanted = {"GET getAllOrgs", "getAllOrgs", "gcidm.get_orgs"}
        wait_until(lambda: wanted <= names())


@pytest.mark.parametrize("module", ["web.wsgi", "function_app"])
def test_nothing_of_it_is_imported_when_no_setting_wants_it(module: str, key_file: Path) -> None:
    program = (
        f"import sys, {module}; print([m for m in sys.modules if m.startswith('opentelemetry')])"
    )
    assert _run(program, key_file).strip() == "[]"


def test_missing_packages_are_told_and_the_tier_serves_all_the_same(key_file: Path) -> None:
    program = (
        "import sys; sys.modules['opentelemetry.sdk'] = None\n"
        "from shared import logs; logs.set_up(); import function_app; print('serves')"
    )
    said = _run(program, key_file, OTEL_EXPORTER_OTLP_ENDPOINT="http://127.0.0.1:1")
    assert "pip install -r telemetry-requirements.txt" in said
    assert "serves" in said


def _run(program: str, key_file: Path, **environ: str) -> str:
    settings = {
        "SQL_CONNECTION_STRING": "DRIVER=none",
        "XPORTER_TOKEN_KEYS": str(key_file),
        "XPORTER_BACKEND_URL": "http://127.0.0.1:1/api",
    }
    done = subprocess.run(
        [sys.executable, "-c", program],
        cwd=ROOT,
        env={**os.environ, **settings, **environ},
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        timeout=60,
        check=True,
    )
    return done.stdout
