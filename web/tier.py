"""What the answers of this tier are made with."""

from __future__ import annotations

from concurrent.futures import Executor
from dataclasses import dataclass

from web.backend import Backend


@dataclass(frozen=True)
class Tier:
    """The back-end, threads to fetch pages ahead, the public address without a trailing slash,
    whether a proxy's word for that address is taken, records per page of an unlimited read."""

    backend: Backend
    pool: Executor
    public_url: str
    trust_forwarded: bool
    page_size: int
