"""Settings: wrong ones are refused together, secrets read from files, slips of the finger found."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path

import pytest

from functions.settings import FunctionsSettings
from shared.settings import SettingsError, load, secret, setting
from web.settings import WebSettings

URL = {"XPORTER_BACKEND_URL": "http://127.0.0.1:7071/api"}
KEY = "k" * 40


@dataclass(frozen=True)
class Typed:
    whole: int = setting("WHOLE", default=1)
    number: float = setting("NUMBER", default=1.5)
    flag: bool = setting("FLAG", default=False)
    text: str = setting("TEXT", default="")
    hidden: str = secret("HIDDEN", default="")


def problems(kind: type, environ: dict[str, str]) -> list[str]:
    with pytest.raises(SettingsError) as refused:
        load(kind, environ)
    return str(refused.value).splitlines()


def test_each_type_is_read_as_what_it_is() -> None:
    environ = {"WHOLE": "7", "NUMBER": "0.25", "FLAG": "True", "TEXT": " x ", "HIDDEN": "h"}
    assert load(Typed, environ) == Typed(7, 0.25, True, " x ", "h")


def test_an_empty_variable_counts_as_unset() -> None:
    assert load(Typed, {"WHOLE": "", "FLAG": ""}) == Typed()


def test_every_wrong_value_is_told_with_what_is_allowed() -> None:
    assert problems(Typed, {"WHOLE": "-1", "NUMBER": "a", "FLAG": "yes"}) == [
        "WHOLE is '-1'; it must be a whole number",
        "NUMBER is 'a'; it must be a number",
        "FLAG is 'yes'; it must be true or false",
    ]


def test_missing_wrong_weak_and_misspelt_settings_are_told_together(
    key_file: Path, tmp_path: Path
) -> None:
    spoilt = json.loads(key_file.read_text())
    spoilt["keys"][0]["use"], spoilt["keys"][1]["k"] = "sgi", "A" * 22
    exposed = tmp_path / "keys.json"
    exposed.write_text(json.dumps(spoilt))
    exposed.chmod(0o600)
    environ = {"XPORTER_TOKEN_KEYS": str(exposed), "XPORTER_PAGESIZE": "10"}
    assert problems(FunctionsSettings, environ) == [
        "SQL_CONNECTION_STRING is not set",
        'XPORTER_TOKEN_KEYS: key 1: "use" must be one of sig, enc, pepper',
        'XPORTER_TOKEN_KEYS has no key with "use": "sig"',
        'XPORTER_TOKEN_KEYS: key 2: "enc" must have 256 bits',
        "XPORTER_PAGESIZE is no setting of Xporter; is XPORTER_PAGE_SIZE meant?",
    ]


@pytest.mark.parametrize(
    ("name", "meant"),
    [
        ("XPORTER_PAGE_SIZES", "XPORTER_PAGE_SIZE"),
        ("xporter_public_url", "XPORTER_PUBLIC_URL"),
        ("SQL_CONECTION_STRING", "SQL_CONNECTION_STRING"),
        ("WEB_CONCURENCY", "WEB_CONCURRENCY"),
        ("PYTHON_THREADPOOL_THREADS_COUNT", "PYTHON_THREADPOOL_THREAD_COUNT"),
    ],
)
def test_a_misspelt_setting_is_refused_with_the_one_that_is_meant(name: str, meant: str) -> None:
    (told,) = problems(WebSettings, {**URL, name: "1"})
    assert told == f"{name} is no setting of Xporter; is {meant} meant?"


def test_a_name_with_our_prefix_that_is_like_none_of_ours_is_refused_too() -> None:
    (told,) = problems(WebSettings, {**URL, "XPORTER_QQQQQQQQQQQQQQQQ": "1"})
    assert told == "XPORTER_QQQQQQQQQQQQQQQQ is no setting of Xporter"


@pytest.mark.parametrize(
    "name",
    [
        "MYSQL_CONNECTION_STRING",
        "PATH",
        "WEBSITE_HOSTNAME",
        "APPSETTING_XPORTER_PAGE_SIZE",
        "OTEL_EXPORTER_OTLP_LOGS_ENDPOINT",
        "APPLICATIONINSIGHTS_AUTHENTICATION_STRING",
    ],
)
def test_other_programs_variables_are_none_of_our_business(name: str) -> None:
    assert load(WebSettings, {**URL, name: "1"}).page_size == 5000


def test_a_name_like_ours_is_none_of_our_business_when_ours_is_set() -> None:
    assert load(WebSettings, {**URL, "WEB_CONCURRENCY": "2", "WEB_CONCURRENCY2": "3"})


@pytest.mark.parametrize("key", ["short", "k" * 31, "k" * 40 + " x", "é" * 40])
def test_a_weak_function_key_is_refused_and_not_shown(key: str) -> None:
    (told,) = problems(WebSettings, {**URL, "XPORTER_BACKEND_KEY": key})
    assert told == "XPORTER_BACKEND_KEY must be a key of 32 characters or more, without blanks"


@pytest.fixture
def secret_file(tmp_path: Path) -> Path:
    path = tmp_path / "function-key"
    path.write_text(KEY + "\n")
    path.chmod(0o400)
    return path


def test_a_secret_may_stand_in_a_file(secret_file: Path) -> None:
    environ = {**URL, "XPORTER_BACKEND_KEY_FILE": str(secret_file)}
    assert load(WebSettings, environ).backend_key == KEY


@pytest.mark.parametrize("mode", [0o404, 0o420, 0o644])
def test_a_secret_file_that_others_can_get_at_is_refused(secret_file: Path, mode: int) -> None:
    secret_file.chmod(mode)
    (told,) = problems(WebSettings, {**URL, "XPORTER_BACKEND_KEY_FILE": str(secret_file)})
    assert told.startswith("XPORTER_BACKEND_KEY_FILE: others can get at")
    assert KEY not in told


def test_a_missing_secret_file_is_refused_by_its_name(tmp_path: Path) -> None:
    (told,) = problems(WebSettings, {**URL, "XPORTER_BACKEND_KEY_FILE": str(tmp_path / "none")})
    assert told == f"XPORTER_BACKEND_KEY_FILE: there is no file {tmp_path / 'none'}"


def test_a_weak_key_in_a_file_is_refused_too(tmp_path: Path) -> None:
    path = tmp_path / "weak"
    path.write_text("weak")
    path.chmod(0o600)
    (told,) = problems(WebSettings, {**URL, "XPORTER_BACKEND_KEY_FILE": str(path)})
    assert "32 characters" in told


def test_a_secret_in_two_places_is_refused(secret_file: Path) -> None:
    environ = {"XPORTER_BACKEND_KEY": KEY, "XPORTER_BACKEND_KEY_FILE": str(secret_file)}
    (told,) = problems(WebSettings, {**URL, **environ})
    assert told == "XPORTER_BACKEND_KEY and XPORTER_BACKEND_KEY_FILE are both set; one is enough"


@pytest.mark.parametrize(
    ("kind", "variable"),
    [
        (FunctionsSettings, "XPORTER_TOKEN_KEYS"),
        (FunctionsSettings, "SQL_CONNECTION_STRING"),
        (WebSettings, "XPORTER_BACKEND_KEY"),
    ],
)
def test_a_key_vault_reference_that_was_not_followed_is_told_as_that(
    kind: type, variable: str
) -> None:
    reference = "@Microsoft.KeyVault(SecretUri=https://v.vault.azure.net/secrets/token-keys)"
    told = problems(kind, {**URL, variable: reference})
    assert any(
        one.startswith(f"{variable} is a Key Vault reference that could not be followed")
        for one in told
    )
