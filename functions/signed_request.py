"""A request signed with OAuth 1.0a (RFC 5849), as the client sent it to the web tier.

The web tier passes on the client's `Authorization` and body, and what the signature covers beside
them: the method as X-Signed-Method, the whole URL with its raw query as X-Signed-Url.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product
from urllib.parse import quote, urlsplit, urlunsplit

import azure.functions as func

from shared.errors import Unauthorized

_SCHEME = re.compile(r"\s*oauth(?:\s*,\s*|\s+)(?P<parameters>[^\s,].*)", re.IGNORECASE)
_EMPTY = re.compile(r"""\boauth_\w+=(?:""|(?=\s*(?:,|$)))\s*,?\s*""")
_LONE_PERCENT = re.compile(r"%(?![0-9A-Fa-f]{2})")
_READABLE = re.compile(
    r"https?://[\w.:-]+/[\w/.~%:@-]*(?:\?(?:[\w.~=&+:'-]|%[0-9A-Fa-f]{2})*)?", re.ASCII
)
_KEPT_IN_QUERY = "=&;:%+~,*@!()/?'$"  # what oauthlib takes unencoded, beside letters and digits


@dataclass(frozen=True)
class SignedRequest:
    """`authorization` is "OAuth " and the parameters; `url` is absolute and only differs from the
    client's own where a character was not percent-encoded that should have been."""

    authorization: str
    method: str
    url: str
    content_type: str
    body: bytes


def is_signed(authorization: str) -> bool:
    """Whether a header `Authorization` is OAuth 1.0's, under the schemes that clients use."""
    return _SCHEME.fullmatch(authorization) is not None


def read_signed_request(req: func.HttpRequest) -> SignedRequest:
    """The client's request behind the web tier's. Raises Unauthorized: its URL cannot be read."""
    found = _SCHEME.fullmatch(req.headers.get("authorization", ""))
    return SignedRequest(
        authorization=f"OAuth {found['parameters'].rstrip(' ,')}" if found else "",
        method=req.headers.get("x-signed-method", ""),
        url=_encoded(req.headers.get("x-signed-url", "")),
        content_type=req.headers.get("content-type", ""),
        body=req.get_body(),
    )


def spellings(signed: SignedRequest) -> Iterator[SignedRequest]:
    """The request as it is, then without the empty parameters of its query, of its header, and of
    both: some clients do not sign them. Each only when it differs."""
    yield signed
    urls = dict.fromkeys((signed.url, _without_empty(signed.url)))
    headers = dict.fromkeys((signed.authorization, _EMPTY.sub("", signed.authorization)))
    for header, url in list(product(headers, urls))[1:]:
        yield replace(signed, url=url, authorization=header)


def _without_empty(url: str) -> str:
    parts = urlsplit(url)
    filled = [part for part in parts.query.split("&") if part.partition("=")[2]]
    return urlunsplit(parts._replace(query="&".join(filled)))


def _encoded(url: str) -> str:
    """`url` with a query that oauthlib can read: what came raw percent-encoded, nothing else
    changed, so that both spellings of a character have one signature."""
    if _READABLE.fullmatch(url):
        return url
    try:
        parts = urlsplit(url)
    except ValueError:  # a Host such as "["
        raise Unauthorized("The URL of the signed request cannot be read.") from None
    query = _LONE_PERCENT.sub("%25", parts.query)
    query = quote(query, safe=_KEPT_IN_QUERY, encoding="latin-1", errors="replace")
    return urlunsplit(parts._replace(query=query))
