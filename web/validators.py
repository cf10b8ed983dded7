"""Entity tags and revisions between the caller and the back-end (RFC 9110, 8.8.3 and 13.1).

The back-end gives each reply an entity tag and compares it; it knows nothing of codings. A reply
that leaves here as gzip is another representation, whose tag has an ending of its own.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from flask import Request

from web.compression import GZIP_ENDING, wants_gzip

SHOWN = ("ETag", "X-Data-Revision")
_TAG = re.compile(r'"([^"]*)"')


def read_conditions(request: Request, *, is_coded: bool = True) -> dict[str, str]:
    """The headers by which the back-end learns what the reader has already: the tags of the form
    in which it would get the reply, which is gzip at times when that `is_coded`."""
    known = request.headers.get("If-None-Match", "").strip()
    if known not in ("", "*"):
        gzip = is_coded and wants_gzip(request.accept_encodings)
        known = ", ".join(
            f'"{tag.removesuffix(GZIP_ENDING)}"'
            for tag in _TAG.findall(known)
            if tag.endswith(GZIP_ENDING) is gzip
        )
    return {"If-None-Match": known} if known else {}


def expected_revision(request: Request) -> dict[str, str]:
    """The revision that the reader insists on."""
    expected = request.headers.get("X-Expect-Revision")
    return {"X-Expect-Revision": expected} if expected else {}


def write_conditions(request: Request) -> dict[str, str]:
    """If-Match, of whichever form of the record the writer has seen."""
    expected = request.headers.get("If-Match")
    return {"If-Match": expected.replace(f'{GZIP_ENDING}"', '"')} if expected else {}


def validators(headers: Mapping[str, str]) -> dict[str, str]:
    """What a reader can come back with, out of the back-end's headers."""
    return {name: headers[name] for name in SHOWN if name in headers}
