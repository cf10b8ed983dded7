"""Who asks, as the back-end is told."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from shared.errors import InvalidData
from web.addresses import signed_url
from web.backend import Backend
from web.routes import Exchange
from web.tier import Tier

LONGEST_SIGNED = 8000  # characters; the Functions host refuses headers above 32 KB


@dataclass(frozen=True)
class Caller:
    """`base` is what hrefs and links begin with, `headers` go with every call to `backend`;
    with `signed` ones a single call can be made."""

    backend: Backend
    base: str
    headers: Mapping[str, str]
    signed: bool = False


def caller(tier: Tier, exchange: Exchange) -> Caller:
    """The one who asks. Raises what the profile has for those who show no credentials, and
    InvalidData for a signed address that is too long."""
    request, profile = exchange.request, exchange.found.route.profile
    credentials = profile.access.read(request.headers.get("Authorization", ""))
    base = tier.public_url + profile.base
    headers = {
        "Authorization": credentials.authorization,
        "X-Request-Id": exchange.request_id,
        "X-Public-Base": base,
    }
    if not credentials.signed:
        return Caller(tier.backend, base, headers)
    # The nonce of a signature is good once, so a second attempt could only be refused.
    url = signed_url(request.environ, tier.public_url, tier.trust_forwarded)
    if len(url) > LONGEST_SIGNED:
        raise InvalidData(f"A signed address may have {LONGEST_SIGNED} characters.")
    signed = {"X-Signed-Method": request.method, "X-Signed-Url": url}
    return Caller(tier.backend.once, base, {**headers, **signed}, signed=True)
