"""Replies held against an OpenAPI description of 1.1: `pytest --openapi FILE`, and only then.

The descriptions that there are have licences of their own, so that none is kept here.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from shared.oneroster import ServiceCall
from tests.oneroster.calls import READS, by_name, path_of
from tests.stack import Client

# Where readers of 1.1 want something else than it is described as: flags are texts, and `periods`
# is a list.
_FLAG = {"enum": ["true", "false"]}
_PERIODS = {"type": "array", "items": {"type": "string"}}


@pytest.fixture(scope="module")
def described(request: pytest.FixtureRequest) -> dict[str, Any]:
    file = Path(request.config.getoption("--openapi"))
    found: dict[str, Any] = as_read(json.loads(file.read_text(encoding="utf-8")))
    return found


def as_read(part: Any) -> Any:
    """The description, or a part of it, with our departures from it."""
    if isinstance(part, list):
        return [as_read(one) for one in part]
    if not isinstance(part, dict):
        return part
    if part.get("type") == "boolean":
        return _FLAG
    return {name: _PERIODS if name == "periods" else as_read(one) for name, one in part.items()}


@pytest.mark.parametrize("call", READS, ids=by_name)
def test_a_reply_is_as_it_is_described(
    roster: Client, described: dict[str, Any], call: ServiceCall
) -> None:
    paths = {shape(path): found for path, found in described["paths"].items()}
    media = paths[shape(call.path)]["get"]["responses"]["200"]["content"]["application/json"]
    schema = {**media["schema"], "components": described["components"]}
    body = roster.get(f"{path_of(call)}?limit=10000").json()
    jsonschema.Draft7Validator(schema).validate(body)


def shape(path: str) -> tuple[str, ...]:
    """A path whatever its variables are called."""
    return tuple("" if part.startswith("{") else part for part in path.split("/"))
