"""A WSGI environ as the host reads a request: path, query, headers and body.

The path is decoded once, except %2F, which stays as it is (so does the real host's server); "." and
".." segments are resolved. Query and header names are compared without letter case, empty query
values are dropped, repeats joined by ",". A body counts only with a Content-Length above 0.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any
from urllib.parse import unquote, unquote_plus

_SLASH = re.compile(r"%2f", re.IGNORECASE)
_BAD_BYTES = "xporter-keep-escaped"


class BadRequest(Exception):
    """The host's server refuses the request before any function sees it; holds the status."""

    def __init__(self, status: int) -> None:
        super().__init__(status)
        self.status = status


@dataclass(frozen=True)
class Target:
    """Where a request wants to go: the decoded path, and what a function sees as its URL."""

    path: str
    query: str
    url: str


def target(environ: Mapping[str, Any]) -> Target:
    """Raises BadRequest for a path with NUL or raw characters beyond ASCII."""
    raw = environ.get("RAW_URI") or environ["PATH_INFO"]
    if not raw.startswith("/"):
        raw = "/" + raw.partition("://")[2].partition("/")[2]
    escaped, _, query = raw.partition("?")
    if not escaped.isascii() or "%00" in escaped:
        raise BadRequest(400)
    host = environ.get("HTTP_HOST") or environ["SERVER_NAME"]
    mark = "?" if query else ""
    url = f"{environ['wsgi.url_scheme']}://{host}{escaped}{mark}{query}"
    return Target(_path(escaped), query, url)


def query_values(query: str) -> dict[str, str]:
    """The query's names and values, the first spelling of a name standing for all."""
    if not query:
        return {}
    values: dict[str, str] = {}
    spelled: dict[str, str] = {}
    for pair in query.split("&"):
        name, _, value = pair.partition("=")
        if value:
            name = spelled.setdefault(_unescaped(name).lower(), _unescaped(name))
            text = _unescaped(value)
            values[name] = f"{values[name]},{text}" if name in values else text
    return values


def headers(environ: Mapping[str, Any]) -> dict[str, str]:
    """Lower-cased names and their values; Content-Type and Content-Length among them."""
    found = {
        _spelled(name): _text(value) for name, value in environ.items() if name.startswith("HTTP_")
    }
    for name, key in (("content-type", "CONTENT_TYPE"), ("content-length", "CONTENT_LENGTH")):
        if environ.get(key):
            found[name] = _text(environ[key])
    return found


def body(environ: Mapping[str, Any], limit: int) -> bytes:
    """The body in full; raises BadRequest 413 when it is longer than `limit` bytes."""
    length = environ.get("CONTENT_LENGTH") or "0"
    if not length.isdigit():
        raise BadRequest(400)
    if int(length) > limit:
        raise BadRequest(413)
    content: bytes = environ["wsgi.input"].read(int(length)) if int(length) else b""
    return content


def _path(escaped: str) -> str:
    if "%" not in escaped and "." not in escaped:
        return escaped
    parts = _SLASH.split(escaped)
    slashes = _SLASH.findall(escaped)
    decoded = [unquote(one, errors=_BAD_BYTES) for one in parts]
    path = decoded[0] + "".join(a + b for a, b in zip(slashes, decoded[1:], strict=True))
    return _without_dots(path) if "/." in path else path


def _without_dots(path: str) -> str:
    kept: list[str] = []
    segments = path.split("/")[1:]
    for one in segments:
        if one == "..":
            kept[-1:] = []
        elif one != ".":
            kept.append(one)
    if segments[-1] in (".", ".."):
        kept.append("")
    return "/" + "/".join(kept)


def _unescaped(text: str) -> str:
    if "%" not in text and "+" not in text:
        return text
    return unquote_plus(text, errors=_BAD_BYTES)


@lru_cache(maxsize=512)
def _spelled(variable: str) -> str:
    """HTTP_X_REQUEST_ID is the header x-request-id."""
    return variable.removeprefix("HTTP_").replace("_", "-").lower()


def _text(value: str) -> str:
    """A header's value: WSGI hands over latin-1, the host reads UTF-8."""
    if value.isascii():
        return value
    try:
        return value.encode("latin-1").decode()
    except UnicodeDecodeError:
        raise BadRequest(400) from None


def _keep_escaped(error: UnicodeError) -> tuple[str, int]:
    """Escaped bytes that are no UTF-8 stay escaped."""
    if not isinstance(error, UnicodeDecodeError):
        raise error
    bad = error.object[error.start : error.end]
    return "".join(f"%{one:02X}" for one in bad), error.end


codecs.register_error(_BAD_BYTES, _keep_escaped)
