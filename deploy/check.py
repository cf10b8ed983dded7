"""`make check`, second part: what deploys Xporter, looked at by the tools that know it."""

from __future__ import annotations

import sys
from collections.abc import Callable
from pathlib import Path
from tempfile import TemporaryDirectory

from deploy.audit import audit
from deploy.package import write_folder
from deploy.packages import FUNCTIONS, ROOT
from deploy.tools import Outcome, checkov, tool

NOT_RUN = 77  # the status of a check that could not be made
_RED, _PLAIN = "\033[1;31m", "\033[0m"


def bicep_syntax() -> Outcome:
    """Every template is well-formed."""
    return tool("python", "-m", "deploy.bicep_syntax", *_below("infra", "*.bicep"))


def bicep_policies() -> Outcome:
    """Every policy of checkov is kept, or its exception has a reason."""
    return checkov("-d", "infra", "--config-file", "infra/checkov.yaml")


def dockerfiles() -> Outcome:
    """hadolint has nothing to say about the Dockerfiles."""
    return tool("hadolint", *_below("containers", "*.Dockerfile"))


def functions_package() -> Outcome:
    """azure-functions-doctor finds no failure in the package of the function app."""
    with TemporaryDirectory() as folder:
        app = write_folder(FUNCTIONS, Path(folder))
        options = ("--profile", "deploy", "--hosting-plan", "flex-consumption")
        return tool(
            *("azure-functions-doctor", "doctor", "--path", str(app)),
            *(*options, "--target-python", "3.13", "--deployment-mode", "remote-build"),
        )


def dependencies() -> Outcome:
    """No deployed package has a known vulnerability."""
    told = audit(tool)
    if told.found:
        return Outcome(1, "\n".join(told.found), f"\n{told.unknown}")
    return Outcome(NOT_RUN if told.unknown else 0, told.unknown, "")


CHECKS: tuple[Callable[[], Outcome], ...] = (
    bicep_syntax,
    bicep_policies,
    dockerfiles,
    functions_package,
    dependencies,
)


def main() -> None:
    """A line for each check, in red when it could not be made; exits with 1 when one has failed."""
    failed = [check.__name__ for check in CHECKS if not _passes(check)]
    sys.exit(bool(failed))


def _passes(check: Callable[[], Outcome]) -> bool:
    outcome = check()
    name = check.__name__.replace("_", " ")
    if outcome.status == 0:
        print(f"{name}: ok", flush=True)
    elif outcome.status == NOT_RUN:
        print(f"{_RED}{name}: NOT RUN: {outcome.said}{_PLAIN}", flush=True)
    else:
        print(f"{outcome.said}\n{_RED}{name}: failed{_PLAIN}", flush=True)
    return outcome.status in (0, NOT_RUN)


def _below(folder: str, pattern: str) -> list[str]:
    return sorted(str(path.relative_to(ROOT)) for path in (ROOT / folder).glob(pattern))


if __name__ == "__main__":
    main()
