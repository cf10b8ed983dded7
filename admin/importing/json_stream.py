"""JSON text read value by value, so that of a reply of any length no more is held than a record."""

from __future__ import annotations

import codecs
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, BinaryIO, NoReturn

CHUNK = 1 << 18
# A longer value is no record: the bound on what a hostile file can make us hold.
LONGEST_VALUE = 1 << 20

_TOO_LONG = f", or the value is longer than {LONGEST_VALUE:,} characters"
_BLANKS = re.compile(r"[ \t\r\n]*")


class BrokenJson(ValueError):
    """The text is no JSON, or not UTF-8; says where."""


class JsonStream:
    """The text of `stream`. `advance` is told of the bytes read, now and then."""

    def __init__(self, stream: BinaryIO, advance: Callable[[int], None]) -> None:
        self._chunks = _decoded(stream, advance)
        self._text = ""
        self._at = 0
        self._before = 0

    def peek(self) -> str:
        """The next character that is no blank, "" at the end. Raises BrokenJson."""
        while True:
            self._at = _BLANKS.match(self._text, self._at).end()  # type: ignore[union-attr]
            if self._at < len(self._text):
                return self._text[self._at]
            if not self._more():
                return ""

    def take(self, *characters: str) -> str:
        """Goes past the next character, which must be one of `characters`; "" is the end.

        Raises BrokenJson.
        """
        found = self.peek()
        if found not in characters:
            self._break(f"expected {' or '.join(one or 'the end' for one in characters)}")
        self._at += len(found)
        return found

    def value(self) -> Any:
        """The next value, which must be a text, a list or an object. Raises BrokenJson."""
        if self.peek() not in ('"', "[", "{"):
            self._break("expected a text, a list or an object")
        while True:
            try:
                found, self._at = _DECODER.raw_decode(self._text, self._at)
                return found
            except RecursionError:
                self._break("lists and objects lie too deep in each other")
            except ValueError as error:
                # The value may only be cut: with its rest it is whole.
                longest = len(self._text) - self._at > LONGEST_VALUE
                if longest or not self._more():
                    self._at = getattr(error, "pos", self._at)
                    self._break(getattr(error, "msg", str(error)) + longest * _TOO_LONG)

    def _more(self) -> bool:
        chunk = next(self._chunks, "")
        if chunk:
            self._before += self._at
            self._text = self._text[self._at :] + chunk
            self._at = 0
        return bool(chunk)

    def _break(self, reason: str) -> NoReturn:
        raise BrokenJson(f"no JSON at character {self._before + self._at + 1:,}: {reason}")


def _decoded(stream: BinaryIO, advance: Callable[[int], None]) -> Iterator[str]:
    """The text in chunks, each of which has at least one character."""
    decoder = codecs.getincrementaldecoder("utf-8")()
    position = 0
    final = False
    while not final:
        raw = stream.read(CHUNK)
        final = not raw
        try:
            text = decoder.decode(raw, final)
        except UnicodeDecodeError as error:
            # What the decoder kept from the chunk before comes first in what it failed on.
            where = position + len(raw) - len(error.object) + error.start + 1
            raise BrokenJson(f"byte {where:,} of the file is not UTF-8") from None
        position += len(raw)
        advance(len(raw))
        if text:
            yield text


def _refuse(constant: str) -> NoReturn:
    raise ValueError(f"{constant} is no number of JSON")


_DECODER = json.JSONDecoder(parse_constant=_refuse)
