"""The memory of tokens that were opened."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from functions.identity import Identity
from functions.opened_tokens import OpenedTokens


def test_what_was_put_is_found() -> None:
    opened = OpenedTokens()
    opened.put("token", Identity(1), 10.0)
    assert opened.get("token") == (Identity(1), 10.0)
    assert opened.get("other") is None


def test_the_one_not_used_for_longest_is_forgotten_first() -> None:
    opened = OpenedTokens(capacity=2)
    opened.put("a", Identity(1), 0)
    opened.put("b", Identity(2), 0)
    opened.get("a")
    opened.put("c", Identity(3), 0)
    assert opened.get("b") is None
    assert opened.get("a")
    assert opened.get("c")


def test_threads_that_share_it_see_their_own_tokens() -> None:
    opened = OpenedTokens(capacity=8)

    def use(number: int) -> bool:
        put = opened.put(str(number), Identity(number), 0)
        return put[0].relying_party_id == number and opened.get("never put") is None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(2000)))
