"""The threads that fetch pages ahead, each for the request that asked for the page."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from contextvars import copy_context
from typing import Any, ParamSpec, TypeVar

P = ParamSpec("P")
T = TypeVar("T")


class Fetchers(ThreadPoolExecutor):
    """What is submitted runs in its submitter's context: same request id, same trace."""

    def __init__(self, threads: int) -> None:
        super().__init__(threads, thread_name_prefix="page")

    def submit(self, fn: Callable[P, T], /, *args: P.args, **kwargs: P.kwargs) -> Future[T]:
        run: Any = copy_context().run
        return super().submit(run, fn, *args, **kwargs)
