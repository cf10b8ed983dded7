"""The headers by which a reader says what it knows already: `If-None-Match` (RFC 9110, 13.1.2), and
`X-Expect-Revision`, which lets it insist that nothing has changed since."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

from shared.errors import Conflict, InvalidData

_TAG = re.compile(r'(?:W/)?"(?P<tag>[^"]*)"')
_REVISION = re.compile(r"[0-9]{1,18}")


@dataclass(frozen=True)
class Preconditions:
    """`known` are the entity tags that the reader has, without quotes, "*" meaning any; `revision`
    is the one that it insists on, None: it takes any."""

    known: frozenset[str]
    revision: int | None

    def knows(self, tag: str) -> bool:
        """Whether the reader has what bears `tag`; weak and strong are the same here."""
        return tag in self.known or "*" in self.known

    def insist(self, revision: int) -> None:
        """Raises Conflict when data have moved on from the revision that the reader insists on."""
        if self.revision not in (None, revision):
            raise Conflict(
                f"The data are at revision {revision}, no longer at {self.revision},"
                " which X-Expect-Revision names"
            )


def read_preconditions(headers: Mapping[str, str]) -> Preconditions:
    """The preconditions of a request. Raises InvalidData for a revision that is no number; an
    If-None-Match that cannot be read knows nothing."""
    revision = headers.get("x-expect-revision", "").strip()
    if revision and not _REVISION.fullmatch(revision):
        raise InvalidData(
            f"X-Expect-Revision is '{revision[:40]}'; it must be a number that came in"
            " X-Data-Revision"
        )
    return Preconditions(
        known=_tags(headers.get("if-none-match", "").strip()),
        revision=int(revision) if revision else None,
    )


def _tags(text: str) -> frozenset[str]:
    return frozenset("*" if text == "*" else _TAG.findall(text))
