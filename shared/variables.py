"""Every environment variable that Xporter reads, so that a misspelt one stops the start."""

from __future__ import annotations

from collections.abc import Mapping
from difflib import get_close_matches

PREFIX = "XPORTER_"
OF_FILE = "_FILE"  # after a secret's name: the path of a file that holds it
SECRETS = (
    "ADMIN_SQL_CONNECTION_STRING",
    "SQL_CONNECTION_STRING",
    "XPORTER_BACKEND_KEY",
)
OTLP_ENDPOINT = "OTEL_EXPORTER_OTLP_ENDPOINT"
VARIABLES = frozenset(
    (
        *SECRETS,
        *(f"{name}{OF_FILE}" for name in SECRETS),
        "APPLICATIONINSIGHTS_CONNECTION_STRING",
        OTLP_ENDPOINT,
        "PYTHON_THREADPOOL_THREAD_COUNT",
        "WEB_CONCURRENCY",
        "XPORTER_BACKEND_TIMEOUT",
        "XPORTER_BACKEND_URL",
        "XPORTER_EXPORTS_AT_ONCE",
        "XPORTER_MAX_DELETIONS",
        "XPORTER_PAGE_SIZE",
        "XPORTER_PUBLIC_URL",
        "XPORTER_PULL_CLIENT_ID",
        "XPORTER_PULL_SECRET",
        "XPORTER_REQUESTS_PER_MINUTE",
        "XPORTER_RETRY_PAUSE",
        "XPORTER_TEST_SERVER",
        "XPORTER_TOKEN_FAILURES",
        "XPORTER_TOKEN_KEYS",
        "XPORTER_TRUST_FORWARDED",
    )
)
_ALIKE = 0.9  # of 1; what a slip of the finger leaves of a name


def misspelt(environ: Mapping[str, str]) -> list[str]:
    """A sentence for each name in `environ` that was surely meant for us and that we do not know.

    That is: any other name with our prefix, and one that nearly is a name of ours that is not set.
    """
    # OpenTelemetry has others that are nearly called so, one for each signal.
    unset = [name for name in VARIABLES - {OTLP_ENDPOINT} if not environ.get(name)]
    return [
        f"{name} is no setting of Xporter{_meant(name)}"
        for name in sorted(environ.keys() - VARIABLES)
        if name.upper().startswith(PREFIX) or _nearly(name, unset)
    ]


def _nearly(name: str, unset: list[str]) -> bool:
    """First letters are seldom wrong, and MYSQL_CONNECTION_STRING is somebody else's."""
    near = get_close_matches(name.upper(), unset, 1, _ALIKE)
    return bool(near) and near[0][0] == name[0].upper()


def _meant(name: str) -> str:
    near = get_close_matches(name.upper(), VARIABLES, 1)
    return f"; is {near[0]} meant?" if near else ""
