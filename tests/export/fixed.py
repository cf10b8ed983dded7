"""Records that are no database's."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from shared.oneroster import RecordKind


class Fixed:
    """A source of given active records, a page each; `metadata` are the names it tells of."""

    def __init__(
        self,
        records: Mapping[str, list[dict[str, Any]]],
        metadata: Mapping[str, tuple[str, ...]] | None = None,
    ) -> None:
        self._records = records
        self.names = {plural: (metadata or {}).get(plural, ()) for plural in records}

    def pages(self, kind: RecordKind, filter: str) -> Iterator[bytes]:
        if filter == "status='active'":
            for record in self._records[kind.plural]:
                yield json.dumps(record).encode()
