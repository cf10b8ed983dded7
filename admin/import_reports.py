"""The files that `--report` asks for, written anew with each thing that becomes known."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from admin.errors import AdminError
from admin.import_data import report_data
from admin.import_page import report_page
from admin.importing import Assessment

_WRITERS: dict[str, Callable[[dict[str, Any]], str]] = {
    ".json": lambda data: json.dumps(data, ensure_ascii=False, indent=2) + "\n",
    ".html": report_page,
}


@dataclass(frozen=True)
class ReportFiles:
    """`percent` is how much of a school's records may be deleted."""

    paths: tuple[Path, ...]
    percent: int

    def __post_init__(self) -> None:
        for path in self.paths:
            if path.suffix.lower() not in _WRITERS:
                raise AdminError(f"--report {path}: the file must end in .json or .html.")

    def write(self, assessment: Assessment, outcome: str) -> None:
        """Writes the files; raises AdminError when one cannot be written."""
        data = report_data(assessment, outcome, self.percent)
        for path in self.paths:
            try:
                path.write_text(_WRITERS[path.suffix.lower()](data), "utf-8")
            except OSError as error:
                raise AdminError(f"--report {path}: {error.strerror}.") from None
