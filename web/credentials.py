"""From the caller's Authorization header to the back-end's; only presence is checked here."""

from __future__ import annotations

import re
from dataclasses import dataclass

from shared.errors import OneRosterError

_SIGNATURE = re.compile(r"\s*OAuth[\s,]+\S", re.IGNORECASE)  # some clients write `OAuth,`


@dataclass(frozen=True)
class Credentials:
    """What the back-end is shown. `signed`: the header is an OAuth 1 signature, good for one call
    of this very method and address."""

    authorization: str
    signed: bool = False


@dataclass(frozen=True)
class Access:
    """Which credentials a profile takes: bearer tokens, and OAuth 1 signatures where `signatures`
    is true; whoever shows none of them gets `refusal` in the words of `sentence`."""

    refusal: type[OneRosterError]
    sentence: str
    signatures: bool = False

    def read(self, authorization: str) -> Credentials:
        """The credentials of the header, the scheme in any letter case (RFC 9110, section 11.1).

        Raises `refusal`.
        """
        scheme, _, token = authorization.strip().partition(" ")
        if scheme.lower() == "bearer" and token.strip():
            return Credentials(f"Bearer {token.strip()}")
        if self.signatures and _SIGNATURE.match(authorization):
            return Credentials(authorization, signed=True)
        raise self.refusal(self.sentence)
