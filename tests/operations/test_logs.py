"""The check of all logs (tests/logs.py) finds what it is there for; how log lines look."""

from __future__ import annotations

import json
import logging
import sys

import pytest

from shared.logs import REQUEST_ID, JsonLines, line
from tests.logs import people, problems

GOOD = json.dumps(
    {"time": "-", "level": "INFO", "logger": "x", "event": "answered", "requestId": "1"}
)


def found(text: str, *secrets: str) -> list[str]:
    return list(problems(text, people(), secrets))


def test_a_good_log_has_no_problems() -> None:
    assert found(f"Functions:\n  getUser: [GET] http://127.0.0.1:1/api/users\n{GOOD}\n") == []


@pytest.mark.parametrize(
    "said",
    [
        "eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.e30.c2ln",
        "Basic Y2xpZW50OnNlY3JldA==",
        'OAuth oauth_signature="x"',
        "DRIVER=x;PWD=y",
        "/users?limit=2&x=1",
        "hush-hush",
        sorted(one for one in people() if "@" in one)[0],
        sorted(one for one in people() if one.startswith("x"))[0],
    ],
)
def test_what_must_not_be_told_is_found(said: str) -> None:
    told = json.dumps({**json.loads(GOOD), "event": said})
    (problem,) = found(f"{GOOD}\n{told}", "hush-hush")
    assert problem.startswith("line 2 ")
    assert said not in problem


@pytest.mark.parametrize("text", ["Traceback (most recent call last):", "{}", "2026 INFO words"])
def test_a_line_that_is_no_record_is_found(text: str) -> None:
    assert found(text) == ["line 1 is no record"]


def formatted(record: logging.LogRecord) -> dict[str, str]:
    said: dict[str, str] = json.loads(JsonLines().format(record))
    return said


def test_a_line_has_its_requests_id_and_its_fields() -> None:
    REQUEST_ID.set("abc")
    try:
        record = logging.LogRecord("x", logging.INFO, "", 1, line("told", number=3), (), None)
    finally:
        REQUEST_ID.set("-")
    said = formatted(record)
    assert (said["requestId"], said["event"], said["number"]) == ("abc", "told", 3)
    assert said["time"].endswith("Z")
    assert str(line("told", number=3)) == "told requestId=- number=3"


def test_an_exception_is_told_without_its_words_and_its_arguments() -> None:
    try:
        raise ValueError("Aoife O'Sullivan")
    except ValueError:
        record = logging.LogRecord(
            "gunicorn.error",
            logging.ERROR,
            "",
            1,
            "Error handling request %s",
            ("/users?filter=x",),
            sys.exc_info(),
        )
    said = formatted(record)
    assert (said["event"], said["error"]) == ("Error handling request %s", "ValueError")
    assert "test_an_exception" in said["places"][0]
    assert "Aoife" not in json.dumps(said)
    assert "filter" not in json.dumps(said)
