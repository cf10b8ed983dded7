"""The import of OneRoster sets: `import_set` runs the stages, each a module, in their order."""

from __future__ import annotations

from admin.importing.findings import Findings, ImportRefused, Problem
from admin.importing.pipeline import import_set
from admin.importing.progress import Progress
from admin.importing.report import ImportReport, KindReport

__all__ = [
    "Findings",
    "ImportRefused",
    "ImportReport",
    "KindReport",
    "Problem",
    "Progress",
    "import_set",
]
