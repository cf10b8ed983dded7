"""From the caller's Authorization header to the back-end's; only presence is checked here."""

from __future__ import annotations

from shared.errors import Forbidden


def bearer_or_forbidden(authorization: str) -> str:
    """The bearer token for the back-end, the scheme in any letter case (RFC 9110, section 11.1).

    Raises Forbidden when there is none or another scheme is used.
    """
    scheme, _, token = authorization.strip().partition(" ")
    if scheme.lower() != "bearer" or not token.strip():
        raise Forbidden(
            "This call needs an access token in the header 'Authorization: Bearer ...'."
            " Get one with POST /token and your client_id and client_secret."
        )
    return f"Bearer {token.strip()}"
