"""The settings of Xporter Web, each from one environment variable."""

from __future__ import annotations

from dataclasses import dataclass
from math import inf
from urllib.parse import urlsplit

from shared.settings import SettingsError, setting

MAX_PAGE_SIZE = 10_000  # the back-end clamps above it


@dataclass(frozen=True)
class WebSettings:
    """`backend_url` is what `/token` and `/v1p1/...` are appended to; `backend_key` a Functions key
    or empty; `public_url` what integrators call this tier by; `page_size` records;
    `backend_timeout` seconds, for a connection and for each wait for bytes; `retry_pause` seconds
    before a second attempt, five times that before a third; `trust_forwarded` whether a proxy in
    front may say by X-Forwarded-* which address was called."""

    backend_url: str = setting("XPORTER_BACKEND_URL")
    backend_key: str = setting("XPORTER_BACKEND_KEY", default="")
    public_url: str = setting("XPORTER_PUBLIC_URL", default="http://localhost:8080")
    page_size: int = setting("XPORTER_PAGE_SIZE", default=5000)
    backend_timeout: float = setting("XPORTER_BACKEND_TIMEOUT", default=30.0)
    retry_pause: float = setting("XPORTER_RETRY_PAUSE", default=0.2)
    trust_forwarded: bool = setting("XPORTER_TRUST_FORWARDED", default=False)

    def __post_init__(self) -> None:
        problems = [
            *_unusable_url("XPORTER_BACKEND_URL", self.backend_url),
            *_unusable_url("XPORTER_PUBLIC_URL", self.public_url),
        ]
        if not 1 <= self.page_size <= MAX_PAGE_SIZE:
            problems.append(
                f"XPORTER_PAGE_SIZE is {self.page_size}; it must be 1 to {MAX_PAGE_SIZE}"
            )
        if not 0 < self.backend_timeout < inf:
            problems.append(
                f"XPORTER_BACKEND_TIMEOUT is {self.backend_timeout}; it must be above 0 seconds"
            )
        if not 0 <= self.retry_pause < inf:
            problems.append(
                f"XPORTER_RETRY_PAUSE is {self.retry_pause}; it must be 0 seconds or more"
            )
        if problems:
            raise SettingsError("\n".join(problems))


def _unusable_url(variable: str, url: str) -> list[str]:
    parts = urlsplit(url)
    if parts.scheme in ("http", "https") and parts.netloc and not parts.query + parts.fragment:
        return []
    return [f"{variable} is {url!r}; it must be an http or https address without a query"]
