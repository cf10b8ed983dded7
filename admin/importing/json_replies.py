"""A file as one OneRoster reply: an object whose only key names a kind, with a list or a record."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import Any

from admin.importing.findings import Findings
from admin.importing.json_stream import BrokenJson, JsonStream
from admin.importing.packing import UNREADABLE, Packing
from admin.importing.progress import Silent
from admin.importing.tolerances import BYTE_ORDER_MARK
from admin.importing.wording import in_words
from shared.oneroster import KINDS, RecordKind

_MARK = "\ufeff"
_KINDS = {(kind.plural, "["): kind for kind in KINDS} | {
    (kind.singular, "{"): kind for kind in KINDS
}
_NO_REPLY = (
    "the file must be one OneRoster reply: an object whose only key is that of a list ("
    + ", ".join(kind.plural for kind in KINDS)
    + ") or of a record ("
    + ", ".join(kind.singular for kind in KINDS)
    + ")"
)
_SECOND_KEY = "the reply has a second key; a OneRoster reply has one"
_DAMAGED = "the file is damaged and cannot be read to its end"


def reply_kind(packing: Packing, file: str, findings: Findings) -> RecordKind | None:
    """The kind of the reply's records; None, and a problem, when it begins as no reply does."""
    try:
        with packing.open(file) as opened:
            key, opening = _head(JsonStream(opened, Silent().advance))
    except BrokenJson as broken:
        findings.problem(file, 0, "", "", str(broken))
    except UNREADABLE:
        findings.problem(file, 0, "", "", _DAMAGED)
    else:
        if kind := _KINDS.get((key, opening)):
            return kind
        findings.problem(file, 0, "", in_words(key), _NO_REPLY)
    return None


def reply_records(
    packing: Packing, file: str, findings: Findings, advance: Callable[[int], None]
) -> Iterator[Any]:
    """The records of the file, whose beginning is in order, as they were read; what breaks off is
    added to `findings`."""
    number = 0
    try:
        with packing.open(file) as opened:
            stream = JsonStream(opened, advance)
            if stream.peek() == _MARK:
                findings.tolerate(file, BYTE_ORDER_MARK)
            _, opening = _head(stream)
            for record in _values(stream, opening):
                number += 1
                yield record
            _end(stream)
    except BrokenJson as broken:
        findings.lost(file, number, str(broken))
    except UNREADABLE:
        findings.lost(file, number, _DAMAGED)


def _head(stream: JsonStream) -> tuple[str, str]:
    """The first key, and with what its value begins."""
    if stream.peek() == _MARK:
        stream.take(_MARK)
    stream.take("{")
    key = "" if stream.peek() == "}" else str(stream.value())
    if key:
        stream.take(":")
    return key, stream.peek()


def _values(stream: JsonStream, opening: str) -> Iterator[Any]:
    if opening == "{":
        yield stream.value()
        return
    stream.take("[")
    if stream.peek() == "]":
        stream.take("]")
        return
    yield stream.value()
    while stream.take(",", "]") == ",":
        yield stream.value()


def _end(stream: JsonStream) -> None:
    if stream.peek() == ",":
        raise BrokenJson(_SECOND_KEY)
    stream.take("}")
    stream.take("")
