"""gzip for those who ask for it (RFC 9110, section 12.5.3), piece by piece."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterable, Iterator
from typing import cast

from flask import Response
from werkzeug.datastructures import Accept

from web.replies import NOT_MODIFIED

LEVEL = 3
GZIP_ENDING = "-gzip"  # of the entity tag of a reply that leaves as gzip
_GZIP_CONTAINER = 16 + zlib.MAX_WBITS


def wants_gzip(accepted: Accept) -> bool:
    """Whether gzip is acceptable and not liked less than identity."""
    quality = accepted.quality("gzip")
    return quality > 0 and quality >= accepted.quality("identity")


def compress(response: Response) -> None:
    """Turns the reply's body into gzip: a whole body at once, a stream piece by piece. Its entity
    tag becomes that of the gzip form, also where there is no body."""
    if "ETag" in response.headers:
        response.headers["ETag"] = f'{response.headers["ETag"][:-1]}{GZIP_ENDING}"'
    if response.status_code == NOT_MODIFIED:
        return
    response.headers["Content-Encoding"] = "gzip"
    pieces = _gzipped(cast(Iterable[bytes], response.response))
    if response.is_sequence:
        response.set_data(b"".join(pieces))
    else:
        response.response = pieces


def _gzipped(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """When the source fails so does this, without gzip's trailer."""
    deflate = zlib.compressobj(LEVEL, zlib.DEFLATED, _GZIP_CONTAINER)
    try:
        for piece in pieces:
            yield deflate.compress(piece) + deflate.flush(zlib.Z_SYNC_FLUSH)
        yield deflate.flush()
    finally:
        if isinstance(pieces, Generator):
            pieces.close()
