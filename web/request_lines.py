"""Request lines with raw blanks in the query, which HTTP forbids and some clients write."""

from __future__ import annotations

import re

from gunicorn.http.message import Request  # type: ignore[import-untyped]

_LINE = re.compile(rb"(?P<path>\S+ [^\s?]+\?)(?P<query>[^\r\n]*)(?P<version> HTTP/\d\.\d)")


def encoded_blanks(line: bytes) -> bytes:
    """The request line with each blank of its query as %20; any other line as it is. A blank in a
    path stays wrong: only there could two readers of the line see two different addresses."""
    found = _LINE.fullmatch(line)
    if found is None:
        return line
    return found["path"] + found["query"].replace(b" ", b"%20") + found["version"]


class LenientRequest(Request):  # type: ignore[misc]
    def parse_request_line(self, line_bytes: bytes) -> None:
        super().parse_request_line(encoded_blanks(line_bytes))
