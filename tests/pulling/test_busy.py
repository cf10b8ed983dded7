"""A provider that is busy or breaks off is asked again, later and later, and not for ever."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from admin.errors import AdminError
from admin.pulling.patience import read_retry_after
from tests.pulling.fake import FakeProvider
from tests.pulling.puller import Collector

NOW = datetime(2026, 9, 1, 6, tzinfo=UTC)
BODY = b'{"orgs": []}'


@pytest.mark.parametrize("status", [429, 502, 503, 504])
def test_it_waits_as_long_as_the_provider_wants(
    provider: FakeProvider, collector: Collector, status: int
) -> None:
    provider.hiccups.extend([(status, {"Retry-After": "17"}, b""), (status, {}, b"")])
    assert collector.collect("orgs") == {"orgs": ["district", "north"]}
    assert collector.waited == [17.0, 2.0]
    assert f"answers {status}" in collector.said[0]


def test_without_a_word_it_waits_twice_as_long_each_time(
    provider: FakeProvider, collector: Collector
) -> None:
    provider.hiccups.extend([(503, {}, b"")] * 5)
    collector.collect("orgs")
    assert collector.waited == [1.0, 2.0, 4.0, 8.0, 16.0]


def test_it_gives_up_in_the_end_and_says_how_to_go_on(
    provider: FakeProvider, collector: Collector
) -> None:
    provider.hiccups.extend([(503, {}, b"")] * 6)
    with pytest.raises(AdminError, match=r"answers 503, 6 times.* goes on from there"):
        collector.collect("orgs")


def test_it_does_not_wait_for_hours(provider: FakeProvider, collector: Collector) -> None:
    provider.hiccups.append((429, {"Retry-After": "7200"}, b""))
    with pytest.raises(AdminError, match="wants to be left alone for 7,200 s"):
        collector.collect("orgs")
    assert collector.waited == []


@pytest.mark.parametrize(
    "broken",
    [
        (200, {"Content-Length": str(len(BODY) + 5), "Connection": "close"}, BODY),
        (200, {}, BODY[:-2]),
        (200, {}, b"<html>Please log in</html>"),
        (200, {"Content-Encoding": "gzip"}, BODY),
    ],
    ids=["breaks off", "is cut", "is a page", "is no gzip"],
)
def test_a_reply_that_is_not_whole_is_asked_for_again(
    provider: FakeProvider, collector: Collector, broken: tuple[int, dict[str, str], bytes]
) -> None:
    provider.hiccups.append(broken)
    assert collector.collect("orgs") == {"orgs": ["district", "north"]}
    assert len(collector.waited) == 1


def test_other_failures_end_the_pull_with_the_words_of_the_provider(
    provider: FakeProvider, collector: Collector
) -> None:
    provider.hiccups.append((500, {}, b'{"imsx_description": "Out of\\u0007 paper."}'))
    with pytest.raises(AdminError, match="orgs: the provider answers 500 Out of"):
        collector.collect("orgs")


@pytest.mark.parametrize(
    ("value", "seconds"),
    [
        ("0", 0.0),
        (" 30 ", 30.0),
        (format_datetime(NOW + timedelta(minutes=2), usegmt=True), 120.0),
        (format_datetime(NOW - timedelta(minutes=2), usegmt=True), 0.0),
        ("soon", None),
        ("-5", None),
        (None, None),
    ],
)
def test_retry_after_is_a_number_or_an_instant(value: str | None, seconds: float | None) -> None:
    assert read_retry_after(value, NOW) == seconds
