"""A file's bytes as lines of text; what is not UTF-8, or is NUL, is found with its position."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from admin.importing.findings import Findings
from admin.importing.packing import UNREADABLE, Packing
from admin.importing.tolerances import BYTE_ORDER_MARK

# A longer line is no row: the bound on what a hostile file can make us hold.
LONGEST_LINE = 1 << 20


def text_lines(
    packing: Packing, file: str, findings: Findings, advance: Callable[[int], None]
) -> Iterator[str]:
    """The lines of the set's file, with their ends. What is not UTF-8 or is NUL becomes a problem,
    and "�" in the text. `advance` is told of the bytes read, now and then."""
    position = reported = 0
    for number, raw in enumerate(_raw_lines(packing, file, findings), 1):
        if number == 1:
            raw = _without_mark(raw, file, findings)
        yield _decoded(raw, file, number, position, findings)
        position += len(raw)
        if position - reported >= 1 << 18:
            advance(position - reported)
            reported = position
    advance(position - reported)


def _raw_lines(packing: Packing, file: str, findings: Findings) -> Iterator[bytes]:
    line = 1
    try:
        with packing.open(file) as stream:
            while raw := stream.readline(LONGEST_LINE):
                if len(raw) == LONGEST_LINE and not raw.endswith(b"\n"):
                    rule = f"a line is longer than {LONGEST_LINE:,} bytes"
                    findings.lost(file, line, rule)
                    return
                yield raw
                line += 1
    except UNREADABLE:
        findings.lost(file, line, "the file is damaged and cannot be read to its end")


def _without_mark(raw: bytes, file: str, findings: Findings) -> bytes:
    if raw.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)):
        findings.problem(file, 1, "", "", "the file is in UTF-16; it must be in UTF-8")
        return b""
    if raw.startswith(codecs.BOM_UTF8):
        findings.tolerate(file, BYTE_ORDER_MARK)
        return raw[len(codecs.BOM_UTF8) :]
    return raw


def _decoded(raw: bytes, file: str, line: int, position: int, findings: Findings) -> str:
    try:
        text = raw.decode("utf-8")
    except UnicodeDecodeError as error:
        where = f"byte {position + error.start + 1} of the file is not UTF-8"
        findings.problem(file, line, "", f"0x{raw[error.start]:02X}", where)
        text = raw.decode("utf-8", "replace")
    if "\0" in text:
        where = f"byte {position + raw.index(0) + 1} of the file is NUL; text holds none"
        findings.problem(file, line, "", "0x00", where)
        text = text.replace("\0", "�")
    return text
