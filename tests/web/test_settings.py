"""The settings of the web tier."""

from __future__ import annotations

import pytest

from shared.settings import SettingsError, load
from web.settings import WebSettings

URL = "http://127.0.0.1:7071/api"


def test_the_back_end_is_all_that_must_be_set() -> None:
    settings = load(WebSettings, {"XPORTER_BACKEND_URL": URL})
    assert settings == WebSettings(URL, "", "http://localhost:8080", 5000, 30.0, 0.2)


def test_without_a_back_end_the_start_stops() -> None:
    with pytest.raises(SettingsError, match="XPORTER_BACKEND_URL is not set"):
        load(WebSettings, {})


@pytest.mark.parametrize(
    ("variable", "value"),
    [
        ("XPORTER_BACKEND_URL", "127.0.0.1:7071"),
        ("XPORTER_BACKEND_URL", "http://a/api?code=x"),
        ("XPORTER_PUBLIC_URL", "ftp://a"),
        ("XPORTER_PAGE_SIZE", "0"),
        ("XPORTER_PAGE_SIZE", "10001"),
        ("XPORTER_PAGE_SIZE", "many"),
        ("XPORTER_BACKEND_TIMEOUT", "0"),
        ("XPORTER_BACKEND_TIMEOUT", "nan"),
        ("XPORTER_BACKEND_TIMEOUT", "inf"),
        ("XPORTER_RETRY_PAUSE", "-1"),
    ],
)
def test_a_wrong_setting_is_named_with_its_value(variable: str, value: str) -> None:
    with pytest.raises(SettingsError, match=f"{variable} is '?{value.split('?')[0]}"):
        load(WebSettings, {"XPORTER_BACKEND_URL": URL, variable: value})


def test_every_wrong_setting_is_told_at_once() -> None:
    with pytest.raises(SettingsError) as caught:
        load(WebSettings, {"XPORTER_BACKEND_URL": "x", "XPORTER_PAGE_SIZE": "0"})
    assert len(str(caught.value).splitlines()) == 2
