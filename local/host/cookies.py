"""Set-Cookie as the host writes it: the value escaped, a path always there."""

from __future__ import annotations

from http.cookies import Morsel
from urllib.parse import quote

_ATTRIBUTES = ("expires", "max-age", "domain", "path")
_FLAGS = ("secure", "httponly")


def set_cookie(cookie: Morsel[str]) -> str:
    """The header's value for one cookie."""
    parts = [f"{cookie.key}={quote(cookie.value, safe='')}"]
    attributes = {name: cookie[name] for name in _ATTRIBUTES if cookie[name]}
    attributes.setdefault("path", "/")
    parts += [f"{name}={value}" for name, value in attributes.items()]
    if cookie["samesite"]:
        parts.append(f"samesite={cookie['samesite'].lower()}")
    parts += [name for name in _FLAGS if cookie[name]]
    return "; ".join(parts)
