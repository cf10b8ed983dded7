"""The bounded memory that threads share."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

from functions.remember import Remembered


def test_what_was_put_is_found() -> None:
    memory: Remembered[str] = Remembered(10)
    memory.put("a", "A")
    assert memory.get("a") == "A"
    assert memory.get("b") is None


def test_the_one_not_used_for_longest_is_forgotten_first() -> None:
    memory: Remembered[str] = Remembered(2)
    memory.put("a", "A")
    memory.put("b", "B")
    memory.get("a")
    memory.put("c", "C")
    assert memory.get("b") is None
    assert memory.get("a")
    assert memory.get("c")


def test_threads_that_share_it_find_nothing_but_what_was_put() -> None:
    memory: Remembered[int] = Remembered(8)

    def use(number: int) -> bool:
        memory.put(str(number), number)
        return memory.get(str(number)) in (number, None) and memory.get("never put") is None

    with ThreadPoolExecutor(8) as pool:
        assert all(pool.map(use, range(2000)))
