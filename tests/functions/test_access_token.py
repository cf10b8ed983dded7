"""A connection string with a token of Entra in it."""

from __future__ import annotations

import pytest

from functions.access_token import SQL_COPT_SS_ACCESS_TOKEN, split_token

DRIVER = "DRIVER={ODBC Driver 18 for SQL Server};SERVER=tcp:s.example,1433;DATABASE=xporter"


@pytest.mark.parametrize(
    "text",
    [
        f"{DRIVER};AccessToken=ey.a",
        f"{DRIVER};accesstoken = ey.a",
        DRIVER.replace(";SERVER", ";AccessToken=ey.a;SERVER"),
    ],
)
def test_the_token_is_given_to_the_driver_and_not_left_in_the_connection_string(text: str) -> None:
    # A four byte length, low byte first, then UTF-16: Microsoft's ACCESSTOKEN.
    wanted = b"\x08\0\0\0e\0y\0.\0a\0"
    assert split_token(text) == (DRIVER, {SQL_COPT_SS_ACCESS_TOKEN: wanted})


def test_without_a_token_nothing_is_changed() -> None:
    assert split_token(DRIVER) == (DRIVER, {})
