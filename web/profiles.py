"""The public bases: what each serves, and in what manner. Values only; no code asks for a name.

/api/ims/oneroster/v1p1   XPORTER   the documented API, its quirks included
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shared.errors import OneRosterError
from shared.oneroster import SERVICE_CALL, ServiceCall
from web.credentials import bearer_or_forbidden
from web.failures import Failure, plain_text
from web.query import Forward, nothing, status_filter


@dataclass(frozen=True)
class Offer:
    """A service call that a profile serves; `forward` picks what of the query the back-end sees.

    A `stub` shows an empty list to whoever the back-end would show the records.
    """

    call: ServiceCall
    forward: Forward
    stub: bool = False


@dataclass(frozen=True)
class Profile:
    """One public base. `token_paths` and `version_paths` are relative to `base`.

    `authorization` makes the header for the back-end of the caller's, or raises; `default_limit`
    applies without a `limit` (None: all records); `token_members` are what a token reply shows;
    `failure` words an error.
    """

    name: str
    base: str
    offers: tuple[Offer, ...]
    token_paths: tuple[str, ...]
    version_paths: tuple[str, ...]
    authorization: Callable[[str], str]
    default_limit: int | None
    token_members: tuple[str, ...]
    failure: Callable[[OneRosterError], Failure]


XPORTER = Profile(
    name="XPORTER",
    base="/api/ims/oneroster/v1p1",
    offers=(
        Offer(SERVICE_CALL["getAllOrgs"], status_filter),
        Offer(SERVICE_CALL["getAllUsers"], status_filter),
        Offer(SERVICE_CALL["getAllClasses"], status_filter),
        Offer(SERVICE_CALL["getAllEnrollments"], nothing),
        Offer(SERVICE_CALL["getAllAcademicSessions"], status_filter),
        Offer(SERVICE_CALL["getAllCourses"], nothing, stub=True),
    ),
    token_paths=("/token",),
    version_paths=("/version",),
    authorization=bearer_or_forbidden,
    default_limit=None,
    token_members=("access_token", "token_type", "expires_in"),
    failure=plain_text,
)

PROFILES = (XPORTER,)
