"""What can go wrong in this tier, beside the errors that both tiers know.

    OneRosterError
    ├── UnknownObject
    │   └── UnknownPath   404  no such address
    ├── WrongMethod       405  the address is served, but not with this method
    ├── TooLarge          413  a request body that nobody needs
    ├── Refused           4xx  the back-end refused the request: its own status and words
    ├── Unavailable       503  try again later
    └── BackendFailed     500  the back-end is broken or talks nonsense
        └── BackendUnavailable  it is down, slow or busy

`BrokenReply` is no answer: it tears down a reply of which a part is sent already.
"""

from __future__ import annotations

from shared.errors import InternalError, OneRosterError, UnknownObject


class UnknownPath(UnknownObject):
    """The address belongs to no service call of any profile."""


class WrongMethod(OneRosterError):
    """`allow` is the value of the reply's Allow header."""

    status = 405
    code_minor = "invalid data"

    def __init__(self, method: str, allow: str) -> None:
        super().__init__(f"{method} is not possible here; allowed: {allow}.")
        self.allow = allow


class TooLarge(OneRosterError):
    status = 413
    code_minor = "invalid data"


class Refused(OneRosterError):
    """A 4xx of the back-end, worded by its imsx members."""

    def __init__(self, status: int, code_minor: str, description: str) -> None:
        super().__init__(description)
        self.status = status
        self.code_minor = code_minor


class BackendFailed(InternalError):
    """`reason` is for the log, never shown; `retry_after` seconds when the back-end named them."""

    def __init__(self, reason: str, retry_after: float | None = None) -> None:
        super().__init__("Xporter could not get an answer from its back-end.")
        self.reason = reason
        self.retry_after = retry_after


class BackendUnavailable(BackendFailed):
    """The same request may well succeed in a while."""


class Unavailable(OneRosterError):
    """`retry_after` is seconds, for those who ask again."""

    status = 503
    code_minor = "server_busy"

    def __init__(self, description: str, retry_after: int) -> None:
        super().__init__(description)
        self.retry_after = retry_after


class BrokenReply(Exception):
    """The rest of a reply cannot be had, because of `cause`; the connection must close before the
    reply's end."""

    def __init__(self, message: str, cause: OneRosterError) -> None:
        super().__init__(message)
        self.cause = cause
