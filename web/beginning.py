"""The beginning of a streamed reply: it is held back until there is some of it, so that what fails
by then can still be told, or begun anew."""

from __future__ import annotations

from collections.abc import Iterator

from web.errors import BrokenReply

HELD_BACK = 64 * 1024  # bytes


def begun(pieces: Iterator[bytes]) -> Iterator[bytes]:
    """The pieces, of which the first are there already. Raises at once what broke them."""
    first: list[bytes] = []
    held = 0
    try:
        while held < HELD_BACK and (piece := next(pieces, None)) is not None:
            first.append(piece)
            held += len(piece)
    except BrokenReply as broken:
        raise broken.cause from None
    return _joined(b"".join(first), pieces)


def _joined(first: bytes, rest: Iterator[bytes]) -> Iterator[bytes]:
    yield first
    del first
    yield from rest
