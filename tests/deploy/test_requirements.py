"""The packages' requirements name everything that pip installs for them."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

from deploy.packages import ROOT

TELEMETRY = "telemetry-requirements.txt"
OF_THE_ENVIRONMENT = {"pip", "setuptools"}


def installed(python: Path) -> set[str]:
    listed = subprocess.run(
        [python, "-m", "pip", "list", "--format=json", "--disable-pip-version-check"],
        capture_output=True,
        check=True,
    )
    return {_named(one["name"]) for one in json.loads(listed.stdout)} - OF_THE_ENVIRONMENT


def named(*requirements: str) -> set[str]:
    lines = [line for one in requirements for line in (ROOT / one).read_text("utf-8").splitlines()]
    return {_named(line.split("==")[0]) for line in lines if "==" in line}


def _named(project: str) -> str:
    return re.sub("[-_.]+", "-", project).lower()


def test_the_web_tiers_requirements_are_whole(web_python: Path) -> None:
    assert installed(web_python) == named("web/requirements.txt", TELEMETRY)


def test_the_function_apps_requirements_are_whole(runtime_python: Path) -> None:
    assert installed(runtime_python) == named("requirements.txt", TELEMETRY)
