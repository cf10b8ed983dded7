"""The import of OneRoster sets: `import_set` runs the stages, each a module, in their order."""

from __future__ import annotations

from admin.importing.assessment import Assessment, Concern, ImportHeldBack, Loss
from admin.importing.findings import Findings, ImportRefused, Problem
from admin.importing.options import ImportOptions
from admin.importing.pipeline import import_set
from admin.importing.progress import Progress
from admin.importing.report import ImportReport, KindReport

__all__ = [
    "Assessment",
    "Concern",
    "Findings",
    "ImportHeldBack",
    "ImportOptions",
    "ImportRefused",
    "ImportReport",
    "KindReport",
    "Loss",
    "Problem",
    "Progress",
    "import_set",
]
