"""Fixtures of all tests, a module for each thing that they provide."""

from __future__ import annotations

import pytest

pytest_plugins = ["tests.databases", "tests.key_material", "tests.stack", "tests.golden_files"]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--openapi", metavar="FILE", help="hold replies against an OpenAPI description of 1.1, too"
    )
