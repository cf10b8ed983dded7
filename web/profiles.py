"""The public bases: what each serves, and in what manner. Values only; no code asks for a name.

/api/ims/oneroster/v1p1          XPORTER         the documented API, its quirks included
/api/ims/oneroster/v1p1/school   XPORTER_SCHOOL  the documented API of one school
/ims/oneroster/v1p1              ONEROSTER       OneRoster 1.1 in full, as its readers know it
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from shared.errors import Forbidden, OneRosterError, Unauthorized
from shared.oneroster import SERVICE_CALL, SERVICE_CALLS, ServiceCall, Shape
from web.credentials import Access
from web.failures import Failure, imsx, plain_text, plain_text_by_status
from web.query import Forward, Limits, named, nothing, status_filter
from web.school_users import school_users


@dataclass(frozen=True)
class Offer:
    """A service call that a profile serves; `forward` picks what of the query the back-end sees.

    A `stub` shows an empty list to whoever the back-end would show the records; `reshape` makes a
    page's JSON text, None: it is shown as the back-end has it.
    """

    call: ServiceCall
    forward: Forward
    stub: bool = False
    reshape: Callable[[bytes], bytes] | None = None


@dataclass(frozen=True)
class Profile:
    """One public base. `token_paths` and `version_paths` are relative to `base`, `token_aliases`
    are not; `mint` is where the back-end gives the tokens.

    `access` says which credentials are taken, `limits` what `limit` may be, `shown_headers` which
    of the back-end's headers are passed on, `token_members` what a token reply shows; `failure`
    words an error; `exports` are the paths of whole sets. A page of a profile whose limit has a
    `most` is one call of the back-end.
    """

    name: str
    base: str
    offers: tuple[Offer, ...]
    token_paths: tuple[str, ...]
    mint: str
    version_paths: tuple[str, ...]
    access: Access
    limits: Limits
    token_members: tuple[str, ...]
    failure: Callable[[OneRosterError], Failure]
    token_aliases: tuple[str, ...] = ()
    shown_headers: tuple[str, ...] = ()
    exports: tuple[str, ...] = ()


_DOCUMENTED_MEMBERS = ("access_token", "token_type", "expires_in")
_ALL_RECORDS = Limits(default=None, least=0, most=None)
_UNSHOWN = "This call needs an access token in the header 'Authorization: Bearer ...'."

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
    mint="/token",
    version_paths=("/version",),
    access=Access(
        Forbidden,
        f"{_UNSHOWN} Get one with POST /token and your client_id and client_secret.",
    ),
    limits=_ALL_RECORDS,
    token_members=_DOCUMENTED_MEMBERS,
    failure=plain_text,
)

_school_query = named("filter", "sort", "orderBy")

XPORTER_SCHOOL = Profile(
    name="XPORTER_SCHOOL",
    base="/api/ims/oneroster/v1p1/school",
    offers=(
        Offer(SERVICE_CALL["getAllOrgs"], _school_query),
        Offer(SERVICE_CALL["getAllUsers"], _school_query, reshape=school_users),
        Offer(SERVICE_CALL["getAllAcademicSessions"], _school_query),
        Offer(SERVICE_CALL["getAllClasses"], _school_query),
        Offer(SERVICE_CALL["getAllCourses"], _school_query),
        Offer(SERVICE_CALL["getAllEnrollments"], _school_query),
    ),
    token_paths=("/auth/token",),
    mint="/token/school",
    version_paths=("/version", "/auth/version"),
    access=Access(
        Forbidden,
        f"{_UNSHOWN} Get one with POST /auth/token and 'rp|estab' and your shared secret.",
    ),
    limits=_ALL_RECORDS,
    token_members=_DOCUMENTED_MEMBERS,
    failure=plain_text_by_status,
    shown_headers=("X-OneRoster-Warning",),
)

_FORWARDED = {
    Shape.MANY: named("filter", "sort", "orderBy", "fields"),
    Shape.ONE: named("fields"),
    Shape.PUT: nothing,
    Shape.DELETE: nothing,
}

ONEROSTER = Profile(
    name="ONEROSTER",
    base="/ims/oneroster/v1p1",
    offers=tuple(Offer(call, _FORWARDED[call.shape]) for call in SERVICE_CALLS),
    token_paths=("/token", "/oauth/token"),
    mint="/token",
    token_aliases=("/oauth/token",),
    version_paths=(),
    access=Access(
        Unauthorized,
        f"{_UNSHOWN} Get one with POST /token, or sign the request with OAuth 1.0a.",
        signatures=True,
    ),
    limits=Limits(default=100, least=1, most=10_000),
    token_members=(*_DOCUMENTED_MEMBERS, "scope"),
    failure=imsx,
    shown_headers=("X-Count", "X-OneRoster-Warning"),
    exports=("/export.zip", "/export.ndjson"),
)

PROFILES = (XPORTER, XPORTER_SCHOOL, ONEROSTER)
