"""The address of a request as its client wrote it, which is what OAuth 1 signs (RFC 5849, 3.4.1.2).

Paths and queries are raw: percent-encoded, in their letter case, with every stray slash.
"""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import urlsplit

if TYPE_CHECKING:
    from _typeshed.wsgi import WSGIEnvironment

_THIS_MACHINE = ("localhost", "127.0.0.1", "::1")


def raw_target(environ: WSGIEnvironment) -> str:
    """Path and query, one character a byte; a target may also be absolute (RFC 9112, 3.2.2)."""
    raw = str(environ["RAW_URI"])
    if raw.startswith("/"):
        return raw
    parts = urlsplit(raw)
    return f"{parts.path}?{parts.query}" if parts.query else parts.path


def raw_path(environ: WSGIEnvironment) -> str:
    """The path alone, its bytes read as UTF-8."""
    path = raw_target(environ).partition("?")[0]
    return path.encode("latin-1").decode("utf-8", "replace")


def signed_url(environ: WSGIEnvironment, public_url: str, trust_forwarded: bool) -> str:
    """The whole address that the client called.

    Its beginning is `public_url`; or what a proxy says in X-Forwarded-*, if that is trusted; or,
    on one's own machine, whichever of that machine's names the client used.
    """
    public = urlsplit(public_url)
    scheme, host = public.scheme, public.netloc
    called = str(environ.get("HTTP_HOST", ""))
    if trust_forwarded:
        scheme, host = _forwarded(environ, scheme, host)
    elif public.hostname in _THIS_MACHINE and urlsplit(f"//{called}").hostname in _THIS_MACHINE:
        host = called
    return f"{scheme}://{host}{public.path}{raw_target(environ)}"


def client_address(environ: WSGIEnvironment, trust_forwarded: bool) -> str:
    """The IP address of who called: of the connection; or, if a proxy is trusted, the last one in
    X-Forwarded-For, which is the only one that the proxy wrote. Without a port."""
    direct = str(environ.get("REMOTE_ADDR", ""))
    listed = str(environ.get("HTTP_X_FORWARDED_FOR", "")) if trust_forwarded else ""
    address = listed.rpartition(",")[2].strip() or direct
    if address.startswith("["):
        return address[1:].partition("]")[0]
    return address.partition(":")[0] if address.count(":") == 1 else address


def _forwarded(environ: WSGIEnvironment, scheme: str, host: str) -> tuple[str, str]:
    """What the proxy nearest to the client says, else what is known already."""
    said = {
        name: str(environ.get(f"HTTP_X_FORWARDED_{name}", "")).split(",")[0].strip()
        for name in ("PROTO", "HOST", "PORT")
    }
    host = said["HOST"] or host
    if said["PORT"] and said["HOST"] and ":" not in host:
        host = f"{host}:{said['PORT']}"
    return said["PROTO"].lower() or scheme, host
