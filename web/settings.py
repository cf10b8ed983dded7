"""The settings of Xporter Web, each from one environment variable."""

from __future__ import annotations

from dataclasses import dataclass

from shared.setting_values import function_key, seconds, web_address, whole_number_in
from shared.settings import secret, setting

MAX_PAGE_SIZE = 10_000  # the back-end clamps above it


@dataclass(frozen=True)
class WebSettings:
    """`backend_url` is what `/token` and `/v1p1/...` are appended to; `backend_key` a Functions key
    or empty; `public_url` what integrators call this tier by; `page_size` records;
    `backend_timeout` seconds, for a connection and for each wait for bytes; `retry_pause` seconds
    before a second attempt, five times that before a third; `trust_forwarded` whether a proxy in
    front may say by X-Forwarded-* which address was called."""

    backend_url: str = setting("XPORTER_BACKEND_URL", parse=web_address)
    backend_key: str = secret("XPORTER_BACKEND_KEY", default="", parse=function_key)
    public_url: str = setting(
        "XPORTER_PUBLIC_URL", default="http://localhost:8080", parse=web_address
    )
    page_size: int = setting(
        "XPORTER_PAGE_SIZE", default=5000, parse=whole_number_in(1, MAX_PAGE_SIZE)
    )
    backend_timeout: float = setting(
        "XPORTER_BACKEND_TIMEOUT", default=30.0, parse=seconds(zero=False)
    )
    retry_pause: float = setting("XPORTER_RETRY_PAUSE", default=0.2, parse=seconds(zero=True))
    trust_forwarded: bool = setting("XPORTER_TRUST_FORWARDED", default=False)
