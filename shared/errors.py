"""What can go wrong with a OneRoster request: one exception class per imsx code (1.1, section 5).

    OneRosterError
    ├── InvalidData                    400  invalid data
    │   ├── InvalidFilterField         400  invalid_filter_field
    │   └── InvalidBlankSelectionField 400  invalid_blank_selection_field
    ├── Unauthorized                   401  unauthorized
    ├── Forbidden                      403  forbidden
    ├── UnknownObject                  404  unknown object
    ├── Conflict                       412  invalid data
    ├── TooManyRequests                429  server_busy
    └── InternalError                  500  internal_server_error

Anywhere may raise them; each tier renders them in one place. The text is shown to the caller: it
names the field, the value and what is allowed, and never SQL, a path, a secret or a trace.
"""

from __future__ import annotations

from collections.abc import Mapping


class OneRosterError(Exception):
    """A failure that the caller is told of, in the words of `description`."""

    status = 500
    code_minor = "internal_server_error"

    def __init__(self, description: str) -> None:
        super().__init__(description)
        self.description = description

    def payload(self) -> dict[str, str]:
        """The reply's JSON object: four imsx members at the top level, as consumers read them."""
        return {
            "imsx_codeMajor": "failure",
            "imsx_severity": "error",
            "imsx_codeMinor": self.code_minor,
            "imsx_description": self.description,
        }


class InvalidData(OneRosterError):
    status = 400
    code_minor = "invalid data"


class InvalidFilterField(InvalidData):
    code_minor = "invalid_filter_field"


class InvalidBlankSelectionField(InvalidData):
    code_minor = "invalid_blank_selection_field"


class Unauthorized(OneRosterError):
    status = 401
    code_minor = "unauthorized"


class Forbidden(OneRosterError):
    status = 403
    code_minor = "forbidden"


class UnknownObject(OneRosterError):
    status = 404
    code_minor = "unknown object"


class Conflict(OneRosterError):
    """The record is not in the state that the caller's If-Match names (RFC 9110, 13.1.1)."""

    status = 412
    code_minor = "invalid data"


class TooManyRequests(OneRosterError):
    """The caller has to wait; `headers` say for how long (Retry-After, RFC 9110, 10.2.3)."""

    status = 429
    code_minor = "server_busy"

    def __init__(self, description: str, headers: Mapping[str, str]) -> None:
        super().__init__(description)
        self.headers = headers


class InternalError(OneRosterError):
    status = 500
