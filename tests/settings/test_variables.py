"""Every setting that the code reads is known, explained, and in the example; no other is."""

from __future__ import annotations

import ast
import json
import re
from pathlib import Path

from local.places import ROOT, SETTINGS_EXAMPLE
from shared.settings import load
from shared.variables import OF_FILE, SECRETS, VARIABLES
from web.settings import WebSettings

OF_TESTS = {"XPORTER_TEST_SERVER"}
# What the Functions host and the Python runtime read, not our code.
OF_THE_HOST = {
    "AzureWebJobsStorage",
    "FUNCTIONS_WORKER_RUNTIME",
    "PYTHON_ENABLE_INIT_INDEXING",
}
# Read elsewhere than by a settings class: by gunicorn's configuration, the Functions host, and
# shared/telemetry.py, which imports nothing before it must.
READ_OTHERWISE = {
    *("PYTHON_THREADPOOL_THREAD_COUNT", "WEB_CONCURRENCY"),
    *("OTEL_EXPORTER_OTLP_ENDPOINT", "APPLICATIONINSIGHTS_CONNECTION_STRING"),
}


def declared() -> set[str]:
    """The variables of all settings classes: the first argument of `setting` and `secret`."""
    return {
        variable + suffix
        for package in ("admin", "functions", "shared", "web")
        for path in (ROOT / package).rglob("*.py")
        for call in ast.walk(ast.parse(path.read_text("utf-8")))
        if isinstance(call, ast.Call)
        and isinstance(call.func, ast.Name)
        and call.func.id in ("setting", "secret")
        for variable in [ast.literal_eval(call.args[0])]
        for suffix in (("", OF_FILE) if call.func.id == "secret" else ("",))
        if path.name != "settings.py" or path.parent.name != "shared"
    }


def example() -> dict[str, str]:
    return dict(json.loads(SETTINGS_EXAMPLE.read_text("utf-8"))["Values"])


def test_the_known_variables_are_those_that_the_code_reads() -> None:
    assert declared() | READ_OTHERWISE | OF_TESTS == VARIABLES


def test_those_that_may_stand_in_a_file_are_the_secrets() -> None:
    of_files = {one.removesuffix(OF_FILE) for one in declared() if one.endswith(OF_FILE)}
    assert of_files == set(SECRETS)


def test_the_example_has_every_setting_and_no_other() -> None:
    assert set(example()) == (VARIABLES - OF_TESTS) | OF_THE_HOST


def test_the_example_is_good_for_the_web_tier_and_says_its_defaults() -> None:
    values = example()
    backend = {"XPORTER_BACKEND_URL": values["XPORTER_BACKEND_URL"]}
    assert load(WebSettings, values) == load(WebSettings, backend)


def test_the_example_holds_no_secret() -> None:
    assert {example()[name] for name in (*SECRETS, *(name + OF_FILE for name in SECRETS))} == {""}


def test_the_operators_guide_explains_every_setting() -> None:
    text = Path(ROOT / "docs" / "operators.md").read_text("utf-8")
    rows = re.findall(r"^\| `([A-Z_]+)` \|", text, re.MULTILINE)
    of_files = {name + OF_FILE for name in SECRETS}
    assert set(rows) == VARIABLES - OF_TESTS - of_files
