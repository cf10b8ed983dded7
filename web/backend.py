"""The one way to the back-end: a request and its whole reply, asked for again if that can help."""

from __future__ import annotations

import logging
import time
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from http.cookiejar import DefaultCookiePolicy
from typing import TypeVar

import requests
from requests.adapters import HTTPAdapter
from requests.hooks import default_hooks
from requests.structures import CaseInsensitiveDict
from urllib3.exceptions import HTTPError

from shared.errors import InvalidData
from web.errors import BackendFailed, BackendUnavailable
from web.settings import WebSettings

T = TypeVar("T")
Announce = Callable[[Mapping[str, str]], None]

LOG = logging.getLogger("xporter.web")
LONGEST_PAUSE = 5.0  # a longer Retry-After is not waited for
CONNECT_TIMEOUT = 5.0
LONGEST_TARGET = 6000  # characters; the Functions host refuses request lines above 8 KB
_PASSING = (429, 502, 503, 504)  # what a host says that is busy, restarting or out of reach


@dataclass(frozen=True)
class Reply:
    """A whole reply of the back-end."""

    status: int
    headers: Mapping[str, str]
    body: bytes


@dataclass(frozen=True)
class Backend:
    """`get` and `send` raise BackendFailed when no usable reply can be had, and InvalidData for a
    target that is too long; `url` ends without a slash; `headers` go with every request."""

    session: requests.Session
    url: str
    timeout: float
    headers: Mapping[str, str] = field(default_factory=dict)
    pauses: tuple[float, ...] = (0.0, 0.0)

    def get(
        self, target: str, headers: Mapping[str, str], announce: Announce | None = None
    ) -> Reply:
        """`target` is path and query below `url`, percent-encoded. One attempt. `announce` is told
        the headers of a good reply before its body is read."""
        return self._exchange("GET", target, headers, None, announce)

    def send(self, method: str, target: str, headers: Mapping[str, str], body: bytes) -> Reply:
        """As `get`; the body goes with a Content-Length, without which the host drops it."""
        length = {"Content-Length": str(len(body))}
        return self._exchange(method, target, {**headers, **length}, body)

    @property
    def once(self) -> Backend:
        """The same, asked a single time even by those who insist."""
        return replace(self, pauses=())

    def insist(self, attempt: Callable[[], T], request_id: str) -> T:
        """What `attempt` returns, asked again after each of `pauses`, or after the back-end's own
        Retry-After when that is short. Raises the last BackendFailed."""
        for pause in self.pauses:
            try:
                return attempt()
            except BackendFailed as failed:
                if failed.retry_after is not None and failed.retry_after > LONGEST_PAUSE:
                    raise
                LOG.warning("requestId=%s asking again: %s", request_id, failed.reason)
                time.sleep(pause if failed.retry_after is None else failed.retry_after)
        return attempt()

    def _exchange(
        self,
        method: str,
        target: str,
        headers: Mapping[str, str],
        body: bytes | None,
        announce: Announce | None = None,
    ) -> Reply:
        if len(target) > LONGEST_TARGET:
            raise InvalidData(
                f"The address is too long: percent-encoded, its path below the API's base and its"
                f" query may have {LONGEST_TARGET} characters together."
            )
        request = _prepared(method, self.url + target, {**self.headers, **headers}, body)
        try:
            response = self.session.send(
                request,
                stream=True,
                allow_redirects=False,
                timeout=(min(CONNECT_TIMEOUT, self.timeout), self.timeout),
            )
            if announce and response.status_code == 200:
                announce(response.headers)
            # Raises when fewer bytes come than Content-Length or the chunks promised.
            content = response.raw.read(decode_content=False)
        except (requests.RequestException, HTTPError, OSError) as error:
            raise BackendUnavailable(f"{type(error).__name__} from the back-end") from error
        _raise_for_failure(response.status_code, response.headers)
        return Reply(response.status_code, response.headers, content)


def backend(settings: WebSettings, session: requests.Session | None = None) -> Backend:
    """The back-end that the settings name."""
    key = {"x-functions-key": settings.backend_key} if settings.backend_key else {}
    return Backend(
        session=session or pooled_session(64),
        url=settings.backend_url.rstrip("/"),
        timeout=settings.backend_timeout,
        pauses=(settings.retry_pause, 5 * settings.retry_pause),
        headers={"Accept": "application/json", "Accept-Encoding": "identity", **key},
    )


def pooled_session(connections: int) -> requests.Session:
    """A session that keeps up to `connections` connections open, and nothing else: no cookies, no
    proxy or credentials out of the environment."""
    session = requests.Session()
    session.trust_env = False
    session.cookies.set_policy(DefaultCookiePolicy(allowed_domains=[]))
    adapter = HTTPAdapter(pool_connections=4, pool_maxsize=connections)
    session.mount("http://", adapter)
    session.mount("https://", adapter)
    return session


def _prepared(
    method: str, url: str, headers: Mapping[str, str], body: bytes | None
) -> requests.PreparedRequest:
    # Built by hand: `prepare()` parses and rebuilds the address, which is right already and whose
    # encoding must stay as it is.
    request = requests.PreparedRequest()
    request.method, request.url, request.body = method, url, body
    request.headers = CaseInsensitiveDict(headers)
    request.hooks = default_hooks()
    return request


def _raise_for_failure(status: int, headers: Mapping[str, str]) -> None:
    if status == 429 or status >= 500:
        retry_after = headers.get("Retry-After", "")
        seconds = float(retry_after) if retry_after.isdecimal() else None
        failure = BackendUnavailable if status in _PASSING else BackendFailed
        raise failure(f"status {status} from the back-end", seconds)
