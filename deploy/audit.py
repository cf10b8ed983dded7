"""Whether the packages that are deployed have known vulnerabilities, by PyPI's advisories."""

from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import dataclass

from deploy.tools import Outcome

REQUIREMENTS = (
    *("requirements.txt", "telemetry-requirements.txt"),
    *("web/requirements.txt", "admin/requirements.txt"),
)
ARGUMENTS = (
    *("--format", "json", "--progress-spinner", "off", "--disable-pip", "--no-deps"),
    *(word for one in REQUIREMENTS for word in ("-r", one)),
)


@dataclass(frozen=True)
class Audit:
    """`found`: a line for each vulnerability. `unknown`: why something could not be looked up, and
    so says nothing either way; empty when all was."""

    found: tuple[str, ...]
    unknown: str


def audit(pip_audit: Callable[..., Outcome]) -> Audit:
    """What pip-audit finds out, which says "no known vulnerabilities" of what it did not find."""
    outcome = pip_audit("pip-audit", *ARGUMENTS)
    try:
        listed = json.loads(outcome.out)["dependencies"]
    except (ValueError, KeyError):
        last = outcome.said.splitlines()[-1:] or ["pip-audit said nothing"]
        return Audit((), f"the advisories cannot be reached ({last[0][:200]})")
    skipped = sorted({one["name"] for one in listed if "skip_reason" in one})
    found = [
        f"{one['name']} {one['version']}: {flaw['id']}, mended in {_mended(flaw)}"
        for one in listed
        for flaw in one.get("vulns", ())
    ]
    unknown = f"the advisories know nothing of {', '.join(skipped)}" if skipped else ""
    return Audit(tuple(dict.fromkeys(found)), unknown)


def _mended(flaw: dict[str, list[str]]) -> str:
    return ", ".join(flaw.get("fix_versions", ())) or "no version yet"
