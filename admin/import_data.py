"""An import's report as data: what `--report FILE.json` writes, and the HTML page shows."""

from __future__ import annotations

from dataclasses import asdict
from typing import Any

from admin.importing import Assessment


def report_data(assessment: Assessment, outcome: str, percent: int) -> dict[str, Any]:
    """The report as JSON has it. `outcome` says in a sentence what became of the import; `percent`
    is how much of a school's records may be deleted."""
    findings = assessment.findings
    held = assessment.too_great(percent)
    return {
        "feed": assessment.feed,
        "outcome": outcome,
        "records": [_numbers(kind) for kind in assessment.kinds],
        "concerns": [asdict(concern) for concern in assessment.concerns],
        "losses": [
            {**asdict(loss), "percent": round(loss.percent, 1), "tooGreat": loss in held}
            for loss in assessment.losses
        ],
        "problems": {"total": findings.total, "shown": [asdict(one) for one in findings.problems]},
        "warnings": [
            {"file": file, "times": times, "found": one.found, "effect": one.effect}
            for (file, one), times in findings.tolerated.items()
        ],
    }


def _numbers(kind: Any) -> dict[str, Any]:
    return {"kind": kind.kind, **{name: getattr(kind, name) for name in NUMBERS}}


NUMBERS = ("read", "added", "changed", "unchanged", "deleted")
