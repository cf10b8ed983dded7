"""Records as lines of JSON, and a last line by which a short file is told from a whole one."""

from __future__ import annotations

import json
from collections.abc import Iterator

from shared.export.since import since
from shared.export.source import ACTIVE, Source, documents
from shared.oneroster import KINDS


def json_lines(source: Source, instant: str | None) -> Iterator[bytes]:
    """`{"kind":"users","record":{...}}` for each record, page by page, then
    `{"kind":"end","records":{"users":41200,...}}`; filters as `csv_set` does."""
    chosen = ACTIVE if instant is None else since(instant)
    counts: dict[str, int] = {}
    for kind in KINDS:
        if kind.plural not in source.names:
            continue
        counts[kind.plural] = 0
        opening = f'{{"kind":"{kind.plural}","record":'
        for page in source.pages(kind, chosen):
            lines = [f"{opening}{text}}}\n" for _, text in documents(page)]
            counts[kind.plural] += len(lines)
            yield "".join(lines).encode()
    yield json.dumps({"kind": "end", "records": counts}, separators=(",", ":")).encode() + b"\n"
