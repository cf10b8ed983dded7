"""Unpacked packages, each with a Python that has its requirements and nothing else."""

from __future__ import annotations

import sys
import zipfile
from pathlib import Path

import pytest

from deploy.environment import environment
from deploy.package import write_zip
from deploy.packages import ROOT, WEB


@pytest.fixture(scope="session")
def web_root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Xporter Web's package, unpacked where nothing else of this repository is."""
    folder = tmp_path_factory.mktemp("web-package")
    with zipfile.ZipFile(write_zip(WEB, folder)) as packed:
        packed.extractall(folder / "wwwroot")
    return folder / "wwwroot"


@pytest.fixture(scope="session")
def web_python() -> Path:
    """The Python of Xporter Web's package."""
    requirements = ROOT / "web" / "requirements.txt", ROOT / "telemetry-requirements.txt"
    return environment(sys.executable, *requirements)
