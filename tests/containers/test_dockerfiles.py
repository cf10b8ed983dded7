"""The images: nobody is root, nothing secret is in them, what is copied reaches the builder."""

from __future__ import annotations

import re

import pytest

from local.places import ROOT
from shared.variables import SECRETS
from tests.containers.dockerfile import FOLDER, Stage, stages

NAMES = sorted(path.stem for path in FOLDER.glob("*.Dockerfile"))
STAGES = {
    f"{name}:{alias}": stage for name in NAMES for alias, stage in stages(name).items() if alias
} | {name: stages(name)[""] for name in NAMES}
HTTP = {name: stage for name, stage in STAGES.items() if name != "xporter"}


def ignored(path: str) -> bool:
    """As Docker reads .dockerignore: the last line that fits the path or a folder of it decides."""
    lines = (ROOT / ".dockerignore").read_text("utf-8").splitlines()
    parts = path.split("/")
    upwards = ["/".join(parts[:length]) for length in range(1, len(parts) + 1)]
    words = {"**/": "(.*/)?", "*": "[^/]*"}
    found = False
    for line in (one for one in lines if not one.startswith("#")):
        pieces = re.split(r"(\*\*/|\*)", line.removeprefix("!"))
        pattern = "".join(words.get(piece, re.escape(piece)) for piece in pieces)
        if any(re.fullmatch(pattern, one) for one in upwards):
            found = not line.startswith("!")
    return found


def each(found: dict[str, Stage]) -> pytest.MarkDecorator:
    return pytest.mark.parametrize("stage", found.values(), ids=found)


def test_the_images_are_those_of_both_tiers_and_of_the_command_line() -> None:
    assert NAMES == ["functions", "web", "xporter"]
    assert {name for name in STAGES if ":" in name} == {
        "functions:gunicorn",
        "functions:functions-host",
    }


def test_the_back_end_is_built_on_microsofts_image_unless_gunicorn_is_asked_for() -> None:
    base = "mcr.microsoft.com/azure-functions/python:4-python3.13"
    assert stages("functions")[""].base == base
    assert stages("functions")["gunicorn"].base == stages("web")[""].base


@each(STAGES)
def test_a_container_runs_as_nobody_in_particular(stage: Stage) -> None:
    assert stage.last("USER") == "10001"
    assert any("useradd --uid 10001" in line for line in stage.all("RUN"))


@each(HTTP)
def test_a_server_has_a_health_check_on_the_port_that_it_exposes(stage: Stage) -> None:
    assert f"127.0.0.1:{stage.last('EXPOSE')}" in " ".join(stage.health_check)
    assert int(stage.last("EXPOSE")) > 1024
    assert "/healthz'" in stage.health_check[-1]


@each(STAGES)
def test_what_is_copied_is_there_and_reaches_the_builder(stage: Stage) -> None:
    for source, _ in stage.copies:
        path = ROOT / source
        assert path.exists(), source
        inside = path.relative_to(ROOT).as_posix() + ("/x.py" if path.is_dir() else "")
        assert not ignored(inside), source


@pytest.mark.parametrize(
    "path",
    [
        ".local/token-keys.json",
        ".env",
        ".git/config",
        "local.settings.json",
        "tests/x.py",
        "web/__pycache__/a.pyc",
    ],
)
def test_what_is_secret_or_not_needed_does_not_reach_the_builder(path: str) -> None:
    assert ignored(path)


@each(STAGES)
def test_no_secret_is_baked_in(stage: Stage) -> None:
    words = " ".join((*stage.all("ENV"), *stage.all("ARG"), *(one for one, _ in stage.copies)))
    assert not [name for name in (*SECRETS, "XPORTER_TOKEN_KEYS", "PWD=") if name in words]


def test_the_functions_image_has_what_the_package_has() -> None:
    assert {source.rstrip("/") for source, _ in stages("functions")[""].copies} == {
        *("function_app.py", "host.json", "requirements.txt", "telemetry-requirements.txt"),
        *("functions", "shared"),
    }


def test_the_web_image_has_what_the_package_has() -> None:
    copied = {source.rstrip("/") for source, _ in stages("web")[""].copies}
    assert copied == {"shared", "telemetry-requirements.txt", "web", "web/requirements.txt"}


@each(STAGES)
def test_every_image_is_of_the_python_that_is_tested_with_microsofts_runtime(stage: Stage) -> None:
    assert re.search(r"python:(4-python)?3\.13", stage.base)
