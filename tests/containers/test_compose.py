"""compose.yaml: only the web tier can be reached, nothing secret is written in it."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from local.tiers import Ports
from shared.variables import VARIABLES
from tests.containers.conftest import FUNCTIONS, WEB
from tests.containers.dockerfile import stages

OF_POSTGRES = {
    *("POSTGRES_USER", "POSTGRES_PASSWORD_FILE", "POSTGRES_DB", "POSTGRES_INITDB_ARGS"),
}


@pytest.fixture
def services(compose: dict[str, Any]) -> dict[str, dict[str, Any]]:
    return dict(compose["services"])


def test_only_the_web_tier_is_published_and_only_on_this_machine(
    services: dict[str, dict[str, Any]],
) -> None:
    published = {name: one["ports"] for name, one in services.items() if "ports" in one}
    assert published == {"web": [f"127.0.0.1:8080:{WEB.last('EXPOSE')}"]}


def test_only_the_web_tier_is_on_a_network_that_leads_outside(compose: dict[str, Any]) -> None:
    assert compose["networks"] == {"inside": {"internal": True}, "outside": {}}
    networks = {name: one.get("networks", []) for name, one in compose["services"].items()}
    assert [name for name, its in networks.items() if "outside" in its] == ["web"]


def test_the_services_start_in_the_order_of_make_run(services: dict[str, dict[str, Any]]) -> None:
    waits = {
        name: {on: how["condition"] for on, how in one.get("depends_on", {}).items()}
        for name, one in services.items()
    }
    assert waits == {
        "secrets": {},
        "database": {"secrets": "service_completed_successfully"},
        "prepare": {"database": "service_healthy"},
        "functions": {"prepare": "service_completed_successfully"},
        "web": {"functions": "service_healthy"},
    }


def test_every_image_is_built_from_a_stage_that_exists(services: dict[str, dict[str, Any]]) -> None:
    for one in services.values():
        if "build" in one:
            path = Path(one["build"]["dockerfile"])
            assert path.parent.name == "containers"
            assert one["build"].get("target", "") in stages(path.stem)


def test_every_setting_is_one_that_we_know(services: dict[str, dict[str, Any]]) -> None:
    used = {name for one in services.values() for name in one.get("environment", {})}
    assert used <= VARIABLES | OF_POSTGRES


def test_secrets_come_from_volumes_and_the_back_end_does_not_see_the_owners(
    compose: dict[str, Any],
) -> None:
    mounted = {
        name: {one.split(":")[0]: one.split(":")[2:] for one in service.get("volumes", [])}
        for name, service in compose["services"].items()
    }
    assert mounted["functions"] == {"app": ["ro"]}
    assert mounted["web"] == {}
    assert mounted["database"] == {"data": [], "owner": ["ro"]}
    assert "PWD" not in json.dumps(compose)


def test_our_containers_can_do_nothing_but_run(services: dict[str, dict[str, Any]]) -> None:
    for name in set(services) - {"database"}:
        assert services[name]["cap_drop"] == ["ALL"]
        assert services[name]["read_only"] is True
        assert services[name]["security_opt"] == ["no-new-privileges:true"]


def test_the_web_tier_asks_the_back_end_where_it_listens(
    services: dict[str, dict[str, Any]],
) -> None:
    address = f"http://functions:{FUNCTIONS.last('EXPOSE')}/api"
    assert services["web"]["environment"]["XPORTER_BACKEND_URL"] == address


def test_the_lines_that_are_printed_lead_to_the_published_port(
    services: dict[str, dict[str, Any]],
) -> None:
    public = services["web"]["environment"]["XPORTER_PUBLIC_URL"]
    assert Ports().base_url.startswith(f"{public}/")
    assert f":{Ports().web}:" in services["web"]["ports"][0]
